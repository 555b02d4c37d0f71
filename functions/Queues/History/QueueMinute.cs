using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace QNom.Queues.History;

/// <summary>
/// A minute at a venue: what was said in it, and what was shown at its end. The running one is in the head, so that a report
/// is counted in the same batch as it is folded, and once; the head's first change in a later minute writes it down.
/// </summary>
/// <param name="At">When it began, UTC. The minute in which something was counted, not the one in which it was sent.</param>
/// <param name="Reports">Diners' reports that were taken up.</param>
/// <param name="Notices">What the stall itself said.</param>
/// <param name="Said">The waits in both, without those that were held back; null if none named minutes.</param>
/// <param name="Shown">What was shown at its end.</param>
public sealed record QueueMinute(DateTimeOffset At, int Reports, int Notices, SaidWaits? Said, ShownWait Shown)
{
    /// <summary>The minute that runs after a change of a head.</summary>
    /// <param name="before">The head before.</param>
    /// <param name="after">The head after.</param>
    /// <param name="report">The report that was taken up; null if it was something else.</param>
    /// <param name="status">What is shown from now on.</param>
    /// <param name="now">The time. Behind the running minute, as another instance's clock may be, it counts in that one.</param>
    public static QueueMinute After(QueueHead before, QueueHead after, ReportDocument? report, QueueStatus status, DateTimeOffset now)
    {
        var at = Floor(now, 1);
        var shown = ShownWait.Of(status);
        var running = before.Minute is { } minute && minute.At >= at
            ? minute with { Shown = shown }
            : new QueueMinute(at, 0, 0, null, shown);
        if (report is not null)
            running = running with { Reports = running.Reports + 1, Said = SaidWaits.With(running.Said, report.Held is null ? report.WaitMinutes : null) };
        return ReferenceEquals(before.Notice, after.Notice)
            ? running
            : running with { Notices = running.Notices + 1, Said = SaidWaits.With(running.Said, after.Notice?.WaitMinutes) };
    }

    /// <summary>The beginning of the step of so many minutes that a time is in; whole hours are whole hours in Singapore too.</summary>
    public static DateTimeOffset Floor(DateTimeOffset at, int minutes) =>
        new(at.UtcTicks - (at.UtcTicks % (minutes * TimeSpan.TicksPerMinute)), TimeSpan.Zero);
}

/// <summary>Waits that were said, in minutes.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Least">The shortest.</param>
/// <param name="Most">The longest.</param>
public sealed record SaidWaits(int Count, int Sum, int Least, int Most)
{
    /// <summary>With one more, if it names minutes.</summary>
    public static SaidWaits? With(SaidWaits? said, int? minutes) =>
        minutes is not { } wait ? said : With(said, new SaidWaits(1, wait, wait, wait));

    /// <summary>Both together.</summary>
    public static SaidWaits? With(SaidWaits? one, SaidWaits? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        _ => new SaidWaits(
            one.Count + other.Count, one.Sum + other.Sum, Math.Min(one.Least, other.Least), Math.Max(one.Most, other.Most)),
    };
}

/// <summary>What was shown of a queue.</summary>
/// <param name="State">Closed, paused and unknown have no wait.</param>
/// <param name="Wait">The wait; null if none was shown.</param>
/// <param name="QueueLength">People in the queue; null if none were shown.</param>
/// <param name="Confidence">0 to 1, as it was shown.</param>
/// <param name="ValidUntil">Until when it was live; null if it was not.</param>
public sealed record ShownWait(
    VenueState State, WaitRange? Wait, int? QueueLength, [Range(0.0, 1.0)] double Confidence, DateTimeOffset? ValidUntil)
{
    /// <summary>What a status shows.</summary>
    public static ShownWait Of(QueueStatus status) =>
        new(status.State, status.Wait, status.QueueLength, status.Confidence, status.ValidUntil);
}

/// <summary>A minute that is over. Id: <c>minute:</c> and its beginning, so that a day is a range. Kept 90 days.</summary>
public sealed record MinuteDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-minute/1";

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The minute.</summary>
    public required QueueMinute Minute { get; init; }

    /// <summary>Seconds until it is deleted: 90 days, the retention of queue history.</summary>
    public int Ttl { get; init; } = 90 * 24 * 60 * 60;

    /// <summary>The document of a minute.</summary>
    public static MinuteDocument Of(string venueId, QueueMinute minute) =>
        new() { Id = IdOf(minute.At), VenueId = venueId, Minute = minute };

    /// <summary>The id of the minute that begins at a time; ids sort as the times do.</summary>
    public static string IdOf(DateTimeOffset at) =>
        "minute:" + at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
