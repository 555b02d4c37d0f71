using QNom.Platform;
using QNom.Venues.Hours;

namespace QNom.Queues.Gate;

/// <summary>What opening hours and closures let be shown of a queue. Where nothing is known of them, all of it.</summary>
internal static class OpeningGate
{
    /// <summary>That nobody can queue at a time, by the hours or by what the stall itself said.</summary>
    /// <param name="opening">When the venue is open; null if nothing is known.</param>
    /// <param name="said">That nobody can, as the stall said; null if it did not.</param>
    /// <param name="now">The time.</param>
    public static Shut? ShutAt(this Opening? opening, Shut? said, DateTimeOffset now)
    {
        if (opening is not { Gates: true })
            return said;

        // What the stall says may end while it is closed anyway: then it ends with the next opening.
        var timetable = opening.Timetable;
        var until = said?.Until > now ? timetable.NextOpening(said.Until.Value) : null;
        if (timetable.IsOpenAt(now))
            return said is null ? null : said with { Until = until };
        var today = DateOnly.FromDateTime(SingaporeTime.Local(now));
        return new Shut(
            VenueState.Closed,
            opening.Closures.Any(closure => closure.Contains(today)) ? ShutReason.SiteClosure : ShutReason.Hours,
            until ?? timetable.NextOpening(now));
    }

    /// <summary>The time since which a venue is open without a break: who queued before it is gone. Null if it is not known.</summary>
    public static DateTimeOffset? OpenSince(this Opening? opening, DateTimeOffset now) =>
        opening is { Gates: true } ? opening.Timetable.OpenSince(now) : null;

    /// <summary>When an open venue closes; null if it is closed, or that is not known.</summary>
    public static DateTimeOffset? ClosesAt(this Opening? opening, DateTimeOffset now) =>
        opening is { Gates: true } ? opening.Timetable.ClosesAt(now) : null;

    /// <summary>The status of an open venue without what lies past its closing.</summary>
    public static QueueStatus UpToClosing(this QueueStatus status, Opening? opening, DateTimeOffset now)
    {
        if (opening.ClosesAt(now) is not { } closing)
            return status;
        return status with
        {
            ValidUntil = status.ValidUntil > closing ? closing : status.ValidUntil,
            Forecast = [.. status.Forecast.Where(point => point.At < closing)],
        };
    }
}
