using QNom.Queues.Estimation;

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
    public static QueueStatus Of(QueueHead head, DateTimeOffset now) =>
        // The estimator keeps time to the second; people who just reported look for their own report's time.
        Of(head.VenueId, head.Estimator, now) with { UpdatedAt = head.UpdatedAt };

    /// <summary>The status of a venue at a time.</summary>
    public static QueueStatus Of(string venueId, EstimatorState state, DateTimeOffset now)
    {
        var at = Floor(now);
        if (state.At is { } newest && newest > at)
            at = newest;

        var live = state.At is { } since && at < since + EstimatorModel.LiveFor;
        if (!live && Estimator.HistorySupport(state, at) < EnoughHistory)
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

    private static List<ForecastPoint> Forecast(EstimatorState state, DateTimeOffset at) =>
        Horizons.Select(horizon =>
        {
            // On a grid of five minutes, so that a forecast keeps its times while it is looked at.
            var target = SnapToFiveMinutes(at + horizon);
            var estimate = Estimator.Forecast(state, at, target);
            var wait = Range(estimate);
            return new ForecastPoint(target, wait.Likely, wait.Low, wait.High, Round(estimate.Confidence));
        }).ToList();

    private static DateTimeOffset SnapToFiveMinutes(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.FromMinutes(5).Ticks, TimeSpan.Zero);

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % Step.Ticks, TimeSpan.Zero);

    private static int Minutes(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
