namespace QNom.Queues.Estimation;

/// <summary>
/// What the remembered evidence says about one joining time, from what was known at one moment: decayed sums. They are
/// computed anew each time, so a belief of the past can be had again exactly when the truth about it arrives.
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
    public double DayWeight, DayResidual;

    /// <summary>Half-life 30 minutes.</summary>
    public double HourWeight, HourResidual;

    /// <summary>Half-life 5 minutes, in minutes of waiting.</summary>
    public double NowWeight, NowMinutes;

    /// <summary>Half-life 15 minutes, in x.</summary>
    public double QuarterWeight, QuarterX;

    /// <summary>Half-life 7.5 minutes, residuals under the sign.</summary>
    public double SignWeight, SignResidual;

    /// <summary>Half-life 15 minutes, in minutes of waiting, as the sign blends them.</summary>
    public double SignNowWeight, SignNowMinutes;

    /// <summary>Minutes from the newest trusted evidence's becoming known to the joining time; the residual it had.</summary>
    public double SinceNewest, NewestResidual;

    public static RecentSums Of(EstimatorState state, double asOf, double joining)
    {
        var sums = default(RecentSums);
        Of(state, new ReadOnlySpan<double>(in asOf), joining, new Span<RecentSums>(ref sums));
        return sums;
    }

    /// <summary>The same for several moments at once.</summary>
    /// <param name="state">What is remembered.</param>
    /// <param name="asOf">The moments, the earliest first.</param>
    /// <param name="joining">The joining time.</param>
    /// <param name="sums">Filled in: one for each moment.</param>
    public static void Of(EstimatorState state, ReadOnlySpan<double> asOf, double joining, Span<RecentSums> sums)
    {
        var correctsShort = state.Share(Terms.ShortVisits) > 0;
        var recent = state.Recent.AsSpan(0, state.RecentCount);
        Span<double> kept = stackalloc double[EstimatorModel.RemembersReports];
        for (var i = 0; i < recent.Length; i++)
            kept[i] = Math.Abs(joining - recent[i].At);
        Fading.Left(kept, 150);

        // What is known later comes later, so each moment's sums are the ones before it and some more.
        var sum = new RecentSums { SinceNewest = Oldest };
        var next = 0;
        for (var moment = 0; moment < asOf.Length; moment++)
        {
            for (; next < recent.Length && recent[next].Known <= asOf[moment]; next++)
            {
                ref readonly var evidence = ref recent[next];
                if (joining - evidence.At > Oldest)
                    continue;
                if (evidence.Learned)
                {
                    sum.Add(evidence, joining, kept[next], correctsShort);
                    continue;
                }

                var appraised = evidence;
                Appraisal.Of(state, ref appraised);
                sum.Add(appraised, joining, kept[next], correctsShort);
            }

            sums[moment] = sum;
        }
    }

    private void Add(in Remembered evidence, double joining, double kept150, bool correctsShort)
    {
        var age = Math.Abs(joining - evidence.At);
        var kept30 = kept150 * kept150 * kept150 * kept150 * kept150;
        var kept15 = kept30 * kept30;
        var kept7 = kept15 * kept15;
        var isShort = correctsShort && evidence.Timed && evidence.VisitResidual < 0;
        var weight = evidence.Weight * (isShort ? ShortVisitShare : 1);

        var day = weight * kept150 * (1 - age / Oldest);
        DayWeight += day;
        DayResidual += day * evidence.VisitResidual;
        HourWeight += weight * kept30;
        HourResidual += weight * kept30 * evidence.VisitResidual;
        var now = weight * kept15 * kept15 * kept15;
        NowWeight += now;
        NowMinutes += now * evidence.Minutes;
        QuarterWeight += weight * kept15;
        QuarterX += weight * kept15 * evidence.X;

        SignWeight += evidence.Weight * kept7;
        SignResidual += evidence.Weight * kept7 * evidence.SignResidual;
        isShort = correctsShort && evidence.Timed && evidence.SignResidual < 0;
        var blended = evidence.Weight * kept15 * (isShort ? ShortVisitShareUnderSign : 1);
        SignNowWeight += blended;
        SignNowMinutes += blended * evidence.Minutes;

        // News moves the venue's own ways by all that it says, so it is none if it comes from whom little is known of.
        if (evidence.Trust >= EstimatorModel.NewsFromTrust && joining - evidence.Known <= SinceNewest)
            (SinceNewest, NewestResidual) = (Math.Max(0, joining - evidence.Known), evidence.VisitResidual);
    }
}
