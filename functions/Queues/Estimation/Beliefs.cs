using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// What is believed of one joining time, each kind of belief in a lane of its own: from a sign now, from one that is carried 15,
/// 30 and 60 minutes ahead (or from what was known so long before, if there was no sign), and now without a sign. A timed visit
/// is compared with all of them, which costs little more than one.
/// </summary>
/// <param name="X">The medians, on the scale of <see cref="WaitScale"/>.</param>
/// <param name="Minutes">The same in minutes.</param>
/// <param name="Certainty">By what fresh evidence narrows the errors: 1 without any.</param>
internal readonly record struct Beliefs(Lanes X, Lanes Minutes, Lanes Certainty)
{
    /// <summary>How many kinds there are; the lanes beyond them mean nothing.</summary>
    public const int Kinds = StateLayout.Horizons + 1;

    /// <summary>The kind for now without a sign; those before it are told by their horizon.</summary>
    public const int WithoutSign = StateLayout.Horizons;

    // The further ahead, the less the sign of now says.
    private static readonly Lanes VisitsShare = Vector512.Create(0.08, 0.25, 0.3, 0.35, 0, 0, 0, 0);

    /// <summary>What is believed of a joining time from what was known at one moment, and which kind of belief that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Beliefs Of(EstimatorState state, double joiningAt, double asOf, out int kind)
    {
        var joining = Joining.Of(state, Moment.Of(joiningAt));
        var moments = Vector512.Create(asOf);
        RecentSums.Of(state, moments, joiningAt, out var recent);
        var visits = FromVisits(state, joining, moments, recent, out _);
        kind = Signs.HorizonOf(joining.At - asOf);
        var signs = Signs.Of(state, joining, asOf, kind);
        if (signs.SayAnything)
            return FromSigns(state, joining, moments, signs, recent, visits, out _, out _);
        kind = kind == 0 ? WithoutSign : kind;
        return visits;
    }

    /// <param name="state">What is known.</param>
    /// <param name="joining">When.</param>
    /// <param name="asOf">From what was known then.</param>
    /// <param name="recent">Of what is remembered.</param>
    /// <param name="features">What the correction looked at.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Beliefs FromVisits(
        EstimatorState state, in Joining joining, Lanes asOf, in RecentSums recent, out MomentFeatures features)
    {
        var x = new VisitModel(state).At(joining, asOf, recent, FastShare(joining, asOf), out features);
        return new Beliefs(x, WaitScale.ToMinutes(x), Lanes.One - 0.5 * Freshness(state, recent));
    }

    /// <param name="state">What is known.</param>
    /// <param name="joining">When.</param>
    /// <param name="asOf">From what was known then.</param>
    /// <param name="signs">What the sign says.</param>
    /// <param name="recent">Of what is remembered.</param>
    /// <param name="visits">What would be believed without a sign.</param>
    /// <param name="features">What the correction for now looked at.</param>
    /// <param name="uncorrected">x for now before it and before the share of visits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Beliefs FromSigns(
        EstimatorState state, in Joining joining, Lanes asOf, in Signs signs, in RecentSums recent, in Beliefs visits,
        out Features features, out double uncorrected)
    {
        var model = new SignModel(state);
        var minutes = model.MinutesAt(signs.Expected, asOf, recent, FastShare(joining, asOf));
        var x = WaitScale.FromMinutes(WithVisits(state, minutes, visits.Minutes));
        uncorrected = WaitScale.FromMinutes(minutes[0]);
        features = default;
        if (signs.Now != 0)
        {
            features = model.Describe(joining, signs, uncorrected, visits.X[0]);
            x += Vector512.CreateScalar(model.CorrectionAt(features));
        }

        return new Beliefs(x, WaitScale.ToMinutes(x), Lanes.One - 0.3 * Freshness(state, recent));
    }

    /// <summary>Some of these, the others of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Beliefs Or(in Beliefs others, Lanes these) => new(
        Vector512.ConditionalSelect(these, X, others.X),
        Vector512.ConditionalSelect(these, Minutes, others.Minutes),
        Vector512.ConditionalSelect(these, Certainty, others.Certainty));

    /// <summary>What signs make one expect, with their shares of what visits alone do; all in minutes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes WithVisits(EstimatorState state, Lanes signs, Lanes visits)
    {
        var share = state.Share(Terms.VisitsUnderSign) * VisitsShare;
        return (Lanes.One - share) * signs + share * visits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes FastShare(in Joining joining, Lanes asOf) => EstimatorModel.FastShare(Vector512.Create(joining.At) - asOf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Freshness(EstimatorState state, in RecentSums recent) =>
        state.Share(Terms.Freshness) * recent.HourWeight / (recent.HourWeight + Lanes.One);
}
