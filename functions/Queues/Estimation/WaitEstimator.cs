using System.Runtime.Intrinsics;
using QNom.Platform;

namespace QNom.Queues.Estimation;

/// <summary>
/// The wait at one venue from whatever was said about it: pure functions of a small state. See docs/waits.md for the terms
/// and for what each is worth.
/// </summary>
/// <param name="utcOffset">The venue's wall clock: what repeats in a queue repeats by local hour and day.</param>
public sealed class WaitEstimator(TimeSpan utcOffset)
{
    /// <summary>For venues in Singapore.</summary>
    public static WaitEstimator Singapore { get; } = new(SingaporeTime.Offset);

    /// <summary>The state after one more piece of evidence; the one before stays as it is.</summary>
    public EstimatorState Update(EstimatorState state, Evidence evidence)
    {
        var next = state.Copy();
        Apply(next, evidence);
        return next;
    }

    /// <summary>
    /// Takes one more piece of evidence up into a state, in place and without allocating. Evidence may arrive late and then
    /// says less; a timed visit must not be told before it is over.
    /// </summary>
    public void Apply(EstimatorState state, in Evidence evidence)
    {
        var at = LocalTime.Of(evidence.At, utcOffset);
        var known = evidence.Timed ? at + Math.Clamp(evidence.WaitMinutes!.Value, 0, WaitScale.LongestMinutes) : at;
        var newest = state.At is { } before ? Math.Max(known, LocalTime.Of(before, utcOffset)) : known;
        var (posted, recent) = (int.MaxValue, int.MaxValue);
        if (evidence.IsPosted)
            posted = PostedStream.Add(state, at, WaitScale.FromMinutes(evidence.WaitMinutes!.Value));
        else
            recent = Remember(state, ToRemembered(evidence, at, known));

        state.At = LocalTime.ToInstant(newest, utcOffset);
        state.Unsettle();
        Learning.Until(state, newest - EstimatorModel.ReorderMinutes, posted, recent);
    }

    /// <summary>The wait of someone who joins now.</summary>
    public Estimate At(EstimatorState state, DateTimeOffset now) => Forecast(state, now, now);

    /// <summary>
    /// The wait of someone who joins later, or who joined in the last hours, from what is known now: what was said about
    /// times before and after such a joining time fades alike with the distance.
    /// </summary>
    public Estimate Forecast(EstimatorState state, DateTimeOffset now, DateTimeOffset joining)
    {
        var asOf = LocalTime.Of(now, utcOffset);
        state = state.SettledAt(asOf);
        var beliefs = Beliefs.Of(state, LocalTime.Of(joining, utcOffset), asOf, out var kind);
        return new IntervalTrackers(state).At(beliefs, kind);
    }

    /// <summary>What makes up the wait of someone who joins now: terms that add up to its likely value.</summary>
    public IReadOnlyList<ExplainedTerm> ExplainTerms(EstimatorState state, DateTimeOffset now)
    {
        var time = LocalTime.Of(now, utcOffset);
        return Explaining.Terms(state.SettledAt(time), time);
    }

    /// <summary>What was said lately and what the estimator makes of it, the latest first, then the sign.</summary>
    public IReadOnlyList<ExplainedSource> ExplainSources(EstimatorState state, DateTimeOffset now) =>
        [.. Explaining.Sources(state, LocalTime.Of(now, utcOffset), utcOffset)];

    /// <summary>What a piece of evidence says, on the scale of x, the bias of its kind of source at this venue taken off.</summary>
    public double Reading(EstimatorState state, Evidence evidence)
    {
        var at = LocalTime.Of(evidence.At, utcOffset);
        var remembered = ToRemembered(evidence, at, at);
        return remembered.X - new SourceBias(state).Of(remembered);
    }

    /// <summary>
    /// How many minutes longer the wait is believed to be than it was believed to be a while ago; null if too little was
    /// said in between to tell.
    /// </summary>
    public double? TrendMinutes(EstimatorState state, DateTimeOffset now)
    {
        var before = now - EstimatorModel.TrendWindow;
        var time = LocalTime.Of(before, utcOffset);
        if (!Known(state, time - EstimatorModel.LiveFor.TotalMinutes, time) || !Known(state, time, LocalTime.Of(now, utcOffset)))
            return null;
        return At(state, now).Likely - At(state, before).Likely;
    }

    /// <summary>How much of an estimate is what the venue is usually like, 0 to 1; the rest is fresh evidence.</summary>
    public double HistoryShare(EstimatorState state, DateTimeOffset at)
    {
        var time = LocalTime.Of(at, utcOffset);
        RecentSums.Of(state, Vector512.Create(time), time, out var recent);
        var weight = recent.HourWeight[0];
        for (var i = 0; i < state.PostedCount; i++)
            weight += Fading.Left(time - state.Posted[i].At, 30);
        return 1 / (1 + 2 * weight);
    }

    /// <summary>How much evidence there was in all, in timed visits; old evidence fades.</summary>
    public static double History(EstimatorState state) => new VisitModel(state).History;

    /// <summary>How much evidence there was around this time of the week, in timed visits.</summary>
    public double HistorySupport(EstimatorState state, DateTimeOffset at) =>
        new VisitModel(state.SettledAt(LocalTime.Of(at, utcOffset))).Support(Moment.Of(LocalTime.Of(at, utcOffset)));

    /// <summary>What the venue is usually like at a time of the week, in minutes.</summary>
    public double Usual(EstimatorState state, DateTimeOffset at)
    {
        var time = LocalTime.Of(at, utcOffset);
        var visits = new VisitModel(state.SettledAt(time));
        return WaitScale.ToMinutes(visits.Slow(Moment.Of(time)) + visits.Week(time));
    }

    /// <summary>The evidence that became known in the last half hour, oldest first.</summary>
    public IEnumerable<Contribution> Contributions(EstimatorState state, DateTimeOffset now)
    {
        var since = LocalTime.Of(now, utcOffset) - EstimatorModel.LiveFor.TotalMinutes;
        var said = state.Recent.Take(state.RecentCount).Where(e => e.Known > since)
            .Select(e => (e.Known, e.Kind, e.Weight, Length: e.QueueLength < 0 ? (int?)null : e.QueueLength));
        var weight = EstimatorModel.Weight(SourceKind.Partner, counted: false, timed: false);
        var posted = state.Posted.Take(state.PostedCount).Where(e => e.At > since)
            .Select(e => (Known: e.At, Kind: SourceKind.Partner, Weight: weight, Length: (int?)null));
        return said.Concat(posted).OrderBy(e => e.Known)
            .Select(e => new Contribution(LocalTime.ToInstant(e.Known, utcOffset), e.Kind, e.Weight, e.Length));
    }

    /// <summary>
    /// What the stall or a device of it says about a time, on the scale of x, what it is usually off by taken off: the one that
    /// is nearest in time, with what its source has earned. Null if there is none within so many minutes.
    /// </summary>
    internal (double X, double Trust)? OwnWord(EstimatorState state, DateTimeOffset about, double withinMinutes)
    {
        var time = LocalTime.Of(about, utcOffset);
        (double X, double Trust)? nearest = null;
        foreach (ref readonly var said in state.Recent.AsSpan(0, state.RecentCount))
        {
            if (said.Kind == SourceKind.Crowd || Math.Abs(said.At - time) > withinMinutes)
                continue;
            (withinMinutes, nearest) = (Math.Abs(said.At - time), (said.X - new SourceBias(state).Of(said), said.Trust / 100.0));
        }

        foreach (var posted in state.Posted.AsSpan(0, state.PostedCount))
        {
            if (Math.Abs(posted.At - time) > withinMinutes)
                continue;
            (withinMinutes, nearest) =
                (Math.Abs(posted.At - time), (new SignModel(state).Expects(Moment.Of(posted.At), posted.X, posted.At), 1));
        }

        return nearest;
    }

    private static Remembered ToRemembered(in Evidence evidence, double at, double known)
    {
        var counted = evidence.WaitMinutes is null;
        var minutes = evidence.WaitMinutes ?? evidence.QueueLength!.Value * EstimatorModel.MinutesPerPerson;
        var trust = (byte)Math.Round(Math.Clamp(evidence.Trust, 0, 2) * 100);
        return new Remembered
        {
            At = at,
            Known = known,
            X = WaitScale.FromMinutes(minutes),
            Kind = evidence.Kind,
            Timed = evidence.Timed,
            Counted = counted,
            Vouched = evidence.Vouched,
            QueueLength = evidence.QueueLength ?? -1,
            Weight = EstimatorModel.Weight(evidence.Kind, counted, evidence.Timed) * trust / 100,
            Trust = trust,
        };
    }

    // Gives its place.
    private static int Remember(EstimatorState state, in Remembered evidence)
    {
        var recent = state.Recent;
        // More of one minute than there are places: the oldest must be learned from now, whatever else of its time may come.
        for (var i = 0; state.RecentCount == recent.Length; i++)
        {
            if (!recent[i].Learned)
                i = Learning.FromRecent(state, i);
        }

        var place = state.RecentCount;
        while (place > 0 && recent[place - 1].CompareTo(evidence) > 0)
            place--;
        if (place < state.RecentCount)
            Array.Copy(recent, place, recent, place + 1, state.RecentCount - place);
        recent[place] = evidence;
        state.RecentCount++;
        return place;
    }

    private static bool Known(EstimatorState state, double after, double until)
    {
        for (var i = 0; i < state.RecentCount; i++)
        {
            if (state.Recent[i].Known > after && state.Recent[i].Known <= until)
                return true;
        }

        for (var i = 0; i < state.PostedCount; i++)
        {
            if (state.Posted[i].At > after && state.Posted[i].At <= until)
                return true;
        }

        return false;
    }
}
