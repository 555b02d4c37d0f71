using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Venues.Events;

namespace QNom.Venues.Hours;

/// <summary>When a venue is open.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Revision">Counts the changes of its hours; 0 while nobody has told them. The ETag starts with it.</param>
/// <param name="Hours">The rules; null while nobody has told them.</param>
/// <param name="SiteClosures">Days on which its whole site is closed, as far as they are known and not over.</param>
/// <param name="OpenNow">Whether it is open now; null if its hours are not known and its site is not closed.</param>
/// <param name="OpensAt">When closed: the next opening, if there is one.</param>
/// <param name="ClosesAt">When open: the next closing; null if it is not known or more than a week away.</param>
/// <param name="Coming">When it is open in the seven days from now; empty if its hours are not known.</param>
public sealed record HoursView(
    string VenueId, long Revision, OpeningHours? Hours, IReadOnlyList<DateRange> SiteClosures, bool? OpenNow,
    DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, IReadOnlyList<OpenInterval> Coming)
{
    /// <summary>What a client sees at a time.</summary>
    public static HoursView Of(string venueId, Opening opening, DateTimeOffset now)
    {
        var (timetable, known) = (opening.Timetable, opening.Hours is not null);
        var open = timetable.IsOpenAt(now);
        return new HoursView(
            venueId, opening.HoursRevision, opening.Hours, opening.Closures,
            known || !open ? open : null,
            known && !open ? timetable.NextOpening(now) : null,
            timetable.ClosesAt(now),
            known ? [.. timetable.Intervals(now, now.AddDays(7))] : []);
    }
}

/// <summary>Shows and changes venues' opening hours.</summary>
public sealed class HoursEditor(
    VenueStore venues, HoursStore store, OpeningTimes openings, Outbox<VenueOutboxMessage> outbox, TimeProvider time)
{
    /// <summary>When a venue is open.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<HoursView> ReadAsync(string venueId, CancellationToken cancellationToken) => HoursView.Of(
        venueId,
        await openings.FindAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue"),
        // To the minute, so that who asks again within it gets a 304.
        Floor(time.GetUtcNow()));

    /// <summary>Gives a venue its hours. What hangs on them hears of it by the event that commits with them.</summary>
    /// <exception cref="ProblemException">400; 404; 412: they have changed meanwhile.</exception>
    public async Task<HoursView> PutAsync(
        string venueId, OpeningHours hours, IfMatch seen, CancellationToken cancellationToken)
    {
        hours.Validate();
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
        var stored = await store.FindHoursAsync(venueId, cancellationToken);
        var revision = stored?.Document.Revision ?? 0;
        seen.Require(revision);

        var next = HoursDocument.Of(venueId, revision + 1, hours);
        var change = VenueOutboxMessage.Of(next, time.GetUtcNow());
        if (!await store.TryCommitAsync(next, stored?.ETag, change, cancellationToken))
            throw Problems.Stale();
        await outbox.DispatchAsync(change, cancellationToken);
        return await ReadAsync(venueId, cancellationToken);
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute));
}
