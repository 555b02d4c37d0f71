using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// What the remembered evidence says about one joining time, from what was known at several moments: decayed sums, one lane for
/// each moment. They are computed anew each time, so a belief of the past can be had again exactly when the truth about it arrives.
/// </summary>
internal struct RecentSums
{
    // A visit that is over soon is known soon, so among the newest ones short waits are too many: those below expectation
    // count less. (This is what biases the last-to-enter-service estimate by 3 minutes on recorded waits.)
    private const double ShortVisitShare = 0.7;
    private const double ShortVisitShareUnderSign = 0.25;

    // Older evidence has left its trace in the tables; it fades out before, so that nothing jumps when it leaves.
    private const double Oldest = 600;

    /// <summary>Half-life 150 minutes: all evidence, and its residuals without the sign.</summary>
    public Lanes DayWeight, DayResidual;

    /// <summary>Half-life 30 minutes.</summary>
    public Lanes HourWeight, HourResidual;

    /// <summary>Half-life 5 minutes, in minutes of waiting.</summary>
    public Lanes NowWeight, NowMinutes;

    /// <summary>Half-life 15 minutes, in x.</summary>
    public Lanes QuarterWeight, QuarterX;

    /// <summary>Half-life 7.5 minutes, residuals under the sign.</summary>
    public Lanes SignWeight, SignResidual;

    /// <summary>Half-life 15 minutes, in minutes of waiting, as the sign blends them.</summary>
    public Lanes SignNowWeight, SignNowMinutes;

    /// <summary>Minutes from the newest trusted evidence's becoming known to the joining time; the residual it had.</summary>
    public Lanes SinceNewest, NewestResidual;

    /// <param name="state">What is remembered.</param>
    /// <param name="asOf">The moments.</param>
    /// <param name="joining">The joining time.</param>
    /// <param name="sums">Filled in.</param>
    public static void Of(EstimatorState state, Lanes asOf, double joining, out RecentSums sums)
    {
        var correctsShort = state.Share(Terms.ShortVisits) > 0;
        var recent = state.Recent.AsSpan(0, state.RecentCount);
        Fading.OfRemembered kept = default;
        var all = MemoryMarshal.Cast<double, Lanes>((Span<double>)kept);
        all[0] = Fading.Left(Vector512.Abs(Vector512.Create(joining) - TimesOf(state.Recent)), 150);
        all[1] = Fading.Left(Vector512.Abs(Vector512.Create(joining) - TimesOf(state.Recent.AsSpan(Lanes.Count))), 150);

        // What is known later comes later; and all but the newest is learned from, and added up in registers: without a call.
        var learned = new RecentSums { SinceNewest = Vector512.Create(Oldest) };
        var i = 0;
        for (; i < recent.Length && recent[i].Learned; i++)
        {
            var known = Vector512.LessThanOrEqual(Vector512.Create(recent[i].Known), asOf);
            if (known == Lanes.Zero)
                break;
            learned.Add(recent[i], known, joining, kept[i], correctsShort);
        }

        sums = learned;
        for (; i < recent.Length; i++)
        {
            var known = Vector512.LessThanOrEqual(Vector512.Create(recent[i].Known), asOf);
            if (known == Lanes.Zero)
                break;
            var evidence = recent[i];
            if (!evidence.Learned)
                Appraisal.Of(state, ref evidence);
            sums.Add(evidence, known, joining, kept[i], correctsShort);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes TimesOf(ReadOnlySpan<Remembered> evidence) => Vector512.Create(
        evidence[0].At, evidence[1].At, evidence[2].At, evidence[3].At,
        evidence[4].At, evidence[5].At, evidence[6].At, evidence[7].At);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(in Remembered evidence, Lanes known, double joining, double kept150, bool correctsShort)
    {
        var age = Math.Abs(joining - evidence.At);
        if (joining - evidence.At > Oldest)
            return;
        var kept30 = kept150 * kept150 * kept150 * kept150 * kept150;
        var kept15 = kept30 * kept30;
        var kept7 = kept15 * kept15;
        var mayBeShort = correctsShort & evidence.Timed;
        var weight = evidence.Weight * (mayBeShort & evidence.VisitResidual < 0 ? ShortVisitShare : 1);

        var day = weight * kept150 * (1 - age / Oldest);
        DayWeight += If(known, day);
        DayResidual += If(known, day * evidence.VisitResidual);
        HourWeight += If(known, weight * kept30);
        HourResidual += If(known, weight * kept30 * evidence.VisitResidual);
        var now = weight * kept15 * kept15 * kept15;
        NowWeight += If(known, now);
        NowMinutes += If(known, now * evidence.Minutes);
        QuarterWeight += If(known, weight * kept15);
        QuarterX += If(known, weight * kept15 * evidence.X);

        SignWeight += If(known, evidence.Weight * kept7);
        SignResidual += If(known, evidence.Weight * kept7 * evidence.SignResidual);
        var blended = evidence.Weight * kept15 * (mayBeShort & evidence.SignResidual < 0 ? ShortVisitShareUnderSign : 1);
        SignNowWeight += If(known, blended);
        SignNowMinutes += If(known, blended * evidence.Minutes);

        // News moves the venue's own ways by all that it says, so it is none if it comes from whom little is known of.
        if (evidence.Trust < EstimatorModel.NewsFromTrust)
            return;
        var since = Vector512.Create(joining - evidence.Known);
        var newer = known & Vector512.LessThanOrEqual(since, SinceNewest);
        SinceNewest = Vector512.ConditionalSelect(newer, Vector512.MaxNative(Lanes.Zero, since), SinceNewest);
        NewestResidual = Vector512.ConditionalSelect(newer, Vector512.Create(evidence.VisitResidual), NewestResidual);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes If(Lanes known, double value) => known & Vector512.Create(value);
}
