using QNom.Queues.Estimation;
using QNom.Queues.Gate;

namespace QNom.Queues;

/// <summary>Says what the estimator believes, in the words and the roundings that people are shown.</summary>
public static class StatusView
{
    // A status changes by the passing of time alone, so it is computed for a step of the clock: within a step it stays the
    // same to the byte, and a client that asks again gets a 304.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;

    private static readonly TimeSpan[] Horizons =
        [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60)];

    // So much evidence around this time of the week makes a history: three timed visits, or six guesses.
    private const double EnoughHistory = 3;

    private const double TrendThresholdMinutes = 2;

    /// <summary>The status that a head amounts to at a time.</summary>
    public static QueueStatus Of(QueueHead head, DateTimeOffset now)
    {
        if (head.ShutAt(now) is { } shut)
            return Of(head, shut);

        var status = Of(head.VenueId, head.Estimator, now, head.NothingLiveUntil(now));
        if (status.State == VenueState.Unknown && head.Notice?.OpenUntil(now) is { } open)
            status = status with { State = VenueState.Open, ValidUntil = open };
        if (status.ValidUntil is not null && head.Notice?.QueueLengthAt(now) is { } counted)
            status = status with { QueueLength = counted };

        // The estimator keeps time to the second; people who just reported look for their own report's time.
        return (status with { UpdatedAt = head.UpdatedAt }).UpToClosing(head.Opening, now);
    }

    /// <summary>The status of a venue at a time.</summary>
    /// <param name="venueId">The venue.</param>
    /// <param name="state">What is known of its waits.</param>
    /// <param name="now">The time.</param>
    /// <param name="nothingLiveUntil">What became known by then is not live; null if all of it may be.</param>
    public static QueueStatus Of(
        string venueId, EstimatorState state, DateTimeOffset now, DateTimeOffset? nothingLiveUntil = null)
    {
        var at = AsOf(state, now);

        // By the second and not by the step: past its validity nothing is live.
        var live = state.At is { } since && now < since + EstimatorModel.LiveFor && !(since <= nothingLiveUntil);
        if (!live && !IsUsualKnown(state, at))
            return Unknown(venueId, state.At);

        var estimate = Estimator.At(state, at);
        var wait = Range(estimate);
        return new QueueStatus(
            venueId, VenueState.Open, Level(wait.Likely), wait,
            live ? LastCount(state, at) : null,
            Round(estimate.Confidence),
            live ? Trend(state, at) : null,
            Sources(state, at, live),
            state.At,
            live ? state.At + EstimatorModel.LiveFor : null,
            Forecast(state, at));
    }

    /// <summary>The status of a venue that nobody has said anything about.</summary>
    public static QueueStatus Unknown(string venueId, DateTimeOffset? updatedAt = null) =>
        new(venueId, VenueState.Unknown, null, null, null, 0, null, [], updatedAt, null, []);

    /// <summary>Whether enough was said around a time of the week to speak of what is usual.</summary>
    internal static bool IsUsualKnown(EstimatorState state, DateTimeOffset at) =>
        Estimator.HistorySupport(state, at) >= EnoughHistory;

    /// <summary>What is usual at a time of the week, in whole minutes.</summary>
    internal static int UsualMinutes(EstimatorState state, DateTimeOffset at) => Minutes(Estimator.Usual(state, at));

    /// <summary>The wait of someone who joins later, from what is known at a time.</summary>
    internal static ForecastPoint ForecastAt(EstimatorState state, DateTimeOffset now, DateTimeOffset joining)
    {
        return ForecastOf(state, AsOf(state, now), joining);
    }

    /// <summary>The time that what is shown at a time is computed for.</summary>
    internal static DateTimeOffset AsOf(EstimatorState state, DateTimeOffset now)
    {
        var at = Floor(now);
        return state.At > at ? state.At.Value : at;
    }

    private static QueueStatus Of(QueueHead head, Shut shut) => Unknown(head.VenueId, head.UpdatedAt) with
    {
        State = shut.State,
        ValidUntil = shut.Until,
        Until = shut.Until,
        Reason = shut.Reason,
    };

    private static WaitRange Range(Estimate estimate) =>
        new(Minutes(estimate.Likely), Math.Max(0, (int)Math.Floor(estimate.Low)), (int)Math.Ceiling(estimate.High));

    private static WaitLevel Level(int likely) => likely switch
    {
        < 8 => WaitLevel.Low,
        < 20 => WaitLevel.Moderate,
        _ => WaitLevel.High,
    };

    private static int? LastCount(EstimatorState state, DateTimeOffset at) =>
        Estimator.Contributions(state, at).LastOrDefault(e => e.QueueLength is not null)?.QueueLength;

    private static WaitTrend? Trend(EstimatorState state, DateTimeOffset at) => Estimator.TrendMinutes(state, at) switch
    {
        null => null,
        >= TrendThresholdMinutes => WaitTrend.Rising,
        <= -TrendThresholdMinutes => WaitTrend.Falling,
        _ => WaitTrend.Steady,
    };

    private static List<StatusSource> Sources(EstimatorState state, DateTimeOffset at, bool live)
    {
        var history = live ? Estimator.HistoryShare(state, at) : 1;
        var counted = live ? Estimator.Contributions(state, at).ToList() : [];
        var total = counted.Sum(e => e.Weight);
        return counted
            .GroupBy(e => e.Kind)
            .Select(group => new StatusSource(
                group.Key, group.Count(), group.Max(e => e.At),
                Round((1 - history) * group.Sum(e => e.Weight) / total)))
            .Append(new StatusSource(SourceKind.History, 0, null, Round(history)))
            .OrderByDescending(source => source.Weight)
            .ToList();
    }

    // On a grid of five minutes, so that a forecast keeps its times while it is looked at.
    private static List<ForecastPoint> Forecast(EstimatorState state, DateTimeOffset at) =>
        Horizons.Select(horizon => ForecastOf(state, at, SnapToFiveMinutes(at + horizon))).ToList();

    private static ForecastPoint ForecastOf(EstimatorState state, DateTimeOffset at, DateTimeOffset joining)
    {
        var estimate = Estimator.Forecast(state, at, joining);
        var wait = Range(estimate);
        return new ForecastPoint(joining, wait.Likely, wait.Low, wait.High, Round(estimate.Confidence));
    }

    private static DateTimeOffset SnapToFiveMinutes(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.FromMinutes(5).Ticks, TimeSpan.Zero);

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % Step.Ticks, TimeSpan.Zero);

    private static int Minutes(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
