using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>Takes remembered evidence up into the tables, each piece once, in order of when it became known.</summary>
// Its frames are large, and all of them is assigned before it is read.
[SkipLocalsInit]
internal static class Learning
{
    private const double Second = 1.0 / 60;

    // How long before a timed visit each kind of belief of it was. A second before: a visit without a wait was known the moment
    // it began.
    private static readonly Lanes Before = Vector512.Create(Second, 15, 30, 60, Second, Second, Second, Second);

    /// <summary>Learns from what is old enough to be in its final order: signs and the rest in one order of time.</summary>
    /// <param name="state">What is known; all but the newest of it is learned from.</param>
    /// <param name="time">What became known until then is old enough.</param>
    /// <param name="posted">Where a posted wait was put that may be older than that.</param>
    /// <param name="recent">Where another piece of evidence was put that may be.</param>
    public static void Until(EstimatorState state, double time, int posted = int.MaxValue, int recent = int.MaxValue)
    {
        posted = Math.Min(posted, state.PostedCount);
        while (posted > 0 && !state.Posted[posted - 1].Learned)
            posted--;
        recent = Math.Min(recent, state.RecentCount);
        while (recent > 0 && !state.Recent[recent - 1].Learned)
            recent--;
        while (true)
        {
            while (posted < state.PostedCount && state.Posted[posted].Learned)
                posted++;
            while (recent < state.RecentCount && state.Recent[recent].Learned)
                recent++;
            var postedAt = posted < state.PostedCount ? state.Posted[posted].At : double.MaxValue;
            var recentAt = recent < state.RecentCount ? state.Recent[recent].Known : double.MaxValue;
            if (Math.Min(postedAt, recentAt) > time)
                return;
            if (postedAt <= recentAt)
                posted = PostedStream.Learn(state, posted);
            else
                recent = FromRecent(state, recent);
        }
    }

    /// <summary>Learns from one piece of evidence; gives its place, which changes where the oldest one is forgotten.</summary>
    public static int FromRecent(EstimatorState state, int index)
    {
        From(state, ref state.Recent[index]);
        var learned = 0;
        for (var i = 0; i < state.RecentCount; i++)
            learned += state.Recent[i].Learned ? 1 : 0;
        if (learned <= EstimatorModel.RemembersLearnedReports)
            return index;
        var least = LeastLearned(state, state.Recent[index].Known);
        state.RecentCount--;
        Array.Copy(state.Recent, least + 1, state.Recent, least, state.RecentCount - least);
        return least <= index ? Math.Max(0, index - 1) : index;
    }

    // What contributes least to the terms of the last hours, half hour and minutes: the oldest, if all weigh the same. So many
    // who count for little cannot drive out few who count for much, nor a sensor what a diner just said.
    private static int LeastLearned(EstimatorState state, double now)
    {
        var recent = state.Recent.AsSpan(0, state.RecentCount);
        if (OldestLearned(recent) is var oldest && oldest >= 0)
            return oldest;
        var worths = default(Fading.OfRemembered);
        for (var i = 0; i < recent.Length; i++)
            worths[i] = Math.Max(0, now - recent[i].Known);
        Fading.Left(ref worths, 150);
        foreach (ref var kept in MemoryMarshal.Cast<double, Lanes>((Span<double>)worths))
        {
            var kept30 = kept * kept * kept * kept * kept;
            var kept10 = kept30 * kept30 * kept30;
            kept += kept30 + 2 * kept10 * kept10;
        }

        var (least, lowest) = (-1, double.MaxValue);
        for (var i = 0; i < recent.Length; i++)
        {
            var worth = recent[i].Weight * worths[i];
            if (recent[i].Learned && worth < lowest)
                (least, lowest) = (i, worth);
        }

        return least;
    }

    // The oldest one that is learned from, if none of those weighs less; otherwise -1.
    private static int OldestLearned(ReadOnlySpan<Remembered> recent)
    {
        var oldest = 0;
        while (!recent[oldest].Learned)
            oldest++;
        for (var i = oldest + 1; i < recent.Length; i++)
        {
            if (recent[i].Learned & recent[i].Weight < recent[oldest].Weight)
                return -1;
        }

        return oldest;
    }

    private static void From(EstimatorState state, ref Remembered evidence)
    {
        Age(state, LocalTime.DayOf(evidence.Known));
        Appraisal.Measure(ref evidence);
        var joining = Joining.Of(state, Moment.Of(evidence.At));
        var signs = Signs.Of(state, joining);
        if (evidence.Timed && evidence.Trust >= EstimatorModel.TeachesFromTrust)
        {
            CompareBeliefs(state, evidence, joining, signs);
            new SourceBias(state).Learn(evidence);
        }

        var visits = new VisitModel(state);
        var sign = new SignModel(state);
        var week = visits.WeekAt(evidence.Known);
        var signWeekKept = sign.WeekKept(Vector512.Create(evidence.Known));
        Appraisal.Of(state, ref evidence, joining.Usual + visits.Week(week),
            signs.Now == 0 ? 0 : (signs.Expected + sign.Week(signWeekKept))[0]);
        var expectedUnderSign = signs.Expected;
        if (signs.SayAnything)
        {
            var limited = evidence.Timed ? evidence.X : WaitScale.FromMinutes(evidence.Minutes);
            expectedUnderSign += sign.Learn(evidence, joining.Moment, signs, ref signWeekKept, limited);
        }

        var explained = visits.Learn(evidence, joining.Moment, ref week);

        // What the tables now explain is not explained a second time by the recent residuals.
        Appraisal.Of(state, ref evidence, joining.Usual + explained + visits.Week(week),
            signs.Now == 0 ? 0 : (expectedUnderSign + sign.Week(signWeekKept))[0]);
        evidence.Learned = true;
    }

    // A timed visit is the truth about the moment it began: what was believed then is computed again and compared with it.
    private static void CompareBeliefs(EstimatorState state, in Remembered truth, in Joining joining, in Signs signs)
    {
        var asOf = Vector512.Create(truth.At) - Before;
        RecentSums.Of(state, asOf, truth.At, out var recent);
        var visits = Beliefs.FromVisits(state, joining, asOf, recent, out var features);
        var beliefs = visits;
        if (signs.SayAnything)
        {
            var fromSigns = Beliefs.FromSigns(state, joining, asOf, signs, recent, visits, out var signFeatures, out var uncorrected);
            beliefs = fromSigns.Or(visits, signs.Known);
            if (signs.Now != 0)
                new SignModel(state).LearnCorrection(signFeatures, uncorrected, truth.X);
        }

        new VisitModel(state).LearnCorrection(joining, features, truth.X);
        var compared = signs.Now == 0 ? Lanes.AllBitsSet.WithElement(0, 0) : Lanes.AllBitsSet;
        new IntervalTrackers(state).Learn(beliefs, compared, truth.X, truth.Minutes);
    }

    private static void Age(EstimatorState state, int day)
    {
        ref var aged = ref StateLayout.Current.DecayedDay.Of(state.Cells)[0];
        if (day <= aged)
            return;
        var days = aged == 0 ? 0 : day - aged;
        aged = day;
        new VisitModel(state).Age(days);
        new SignModel(state).Age(days);
    }
}
