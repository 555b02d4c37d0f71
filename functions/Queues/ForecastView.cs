using QNom.Queues.Gate;

namespace QNom.Queues;

/// <summary>The waits of people who join a queue later.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="State">What it is now: closed, paused and unknown have no forecast.</param>
/// <param name="UpdatedAt">The time of the newest evidence; null if there was none.</param>
/// <param name="Forecast">By the quarter of an hour, from the next one on.</param>
public sealed record QueueForecast(
    string VenueId, VenueState State, DateTimeOffset? UpdatedAt, IReadOnlyList<ForecastPoint> Forecast);

/// <summary>Looks further ahead than a status does.</summary>
public static class ForecastView
{
    /// <summary>So far it looks where nothing is known of a closing.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(4);

    /// <summary>So far it looks at most, however far the closing is.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromHours(24);

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>The forecast that a head amounts to at a time.</summary>
    public static QueueForecast Of(QueueHead head, DateTimeOffset now)
    {
        var status = StatusView.Of(head, now);
        // Only where there is something to go by: a venue that says it is open and nothing else has no minutes either.
        var end = head.Opening.ClosesAt(now) ?? now + Usual;
        var points = status.Wait is null ? [] : Quarters(now)
            .TakeWhile(at => at <= end && at <= now + Furthest && head.ShutAt(at) is null)
            .Select(at => StatusView.ForecastAt(head.Estimator, now, at)).ToList();
        return new QueueForecast(head.VenueId, status.State, status.UpdatedAt, points);
    }

    private static IEnumerable<DateTimeOffset> Quarters(DateTimeOffset now)
    {
        var next = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Quarter.Ticks), TimeSpan.Zero) + Quarter;
        for (; ; next += Quarter)
            yield return next;
    }
}
