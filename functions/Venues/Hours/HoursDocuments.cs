using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Venues.Hours;

/// <summary>
/// A venue's opening hours, in the venue's partition of <c>venues</c>: a document of its own, so that an editor's
/// <c>If-Match</c> is about hours and nothing else.
/// </summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="VenueId">The partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes, from 1.</param>
/// <param name="Hours">The rules.</param>
public sealed record HoursDocument(string Id, string VenueId, string Schema, long Revision, OpeningHours Hours) : IStoredDocument
{
    /// <summary>Its id in the partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~hours";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "venueHours/1";

    /// <summary>A version of a venue's hours.</summary>
    public static HoursDocument Of(string venueId, long revision, OpeningHours hours) =>
        new(DocumentId, venueId, CurrentSchema, revision, hours);
}

/// <summary>Why a whole site closes.</summary>
public enum ClosureKind
{
    /// <summary>The cleaning that every hawker centre has four times a year.</summary>
    Cleaning,

    /// <summary>Repairs, redecoration and other works.</summary>
    Works,
}

/// <summary>Whole days on which a site is closed, whatever its stalls' hours say.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Kind">Why.</param>
/// <param name="Remarks">What the agency remarks; null for nothing.</param>
public sealed record SiteClosure(DateOnly From, DateOnly To, ClosureKind Kind, string? Remarks);

/// <summary>A site's closures, in the site's partition of <c>sites</c>, where the board's one query reads them too.</summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="SiteId">The partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes, from 1.</param>
/// <param name="Closures">By their first days.</param>
public sealed record ClosuresDocument(
    string Id, string SiteId, string Schema, long Revision, IReadOnlyList<SiteClosure> Closures) : IStoredDocument
{
    /// <summary>Its id in the partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~closures";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "siteClosures/1";

    /// <summary>A version of a site's closures.</summary>
    public static ClosuresDocument Of(string siteId, long revision, IReadOnlyList<SiteClosure> closures) =>
        new(DocumentId, siteId, CurrentSchema, revision, closures);
}

/// <summary>
/// That a venue's hours or a site's closures have changed. It does not say how: who wants to know reads them, so that late
/// and repeated events do no harm.
/// </summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="VenueId">The venue whose hours changed; null if it is a site.</param>
/// <param name="SiteId">The site whose closures changed; null if it is a venue.</param>
public sealed record OpeningChanged(string Schema, string? VenueId, string? SiteId) : IQueueMessage
{
    /// <summary>The queue that it goes onto.</summary>
    public const string Queue = "opening-events";

    /// <inheritdoc/>
    public static string CurrentSchema => "opening-changed/1";

    internal static JsonElement OfVenue(string venueId) =>
        JsonSerializer.SerializeToElement(new OpeningChanged(CurrentSchema, venueId, null), Json.Strict);

    internal static JsonElement OfSite(string siteId) =>
        JsonSerializer.SerializeToElement(new OpeningChanged(CurrentSchema, null, siteId), Json.Strict);
}

/// <summary>That a site's closures changed, in the site's partition.</summary>
public sealed record ClosuresOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string SiteId { get; init; }

    /// <inheritdoc/>
    public override string Partition => SiteId;

    /// <summary>The outbox entry of a version.</summary>
    public static ClosuresOutboxMessage Of(ClosuresDocument closures, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:closures:{closures.Revision}",
        SiteId = closures.SiteId,
        Queue = OpeningChanged.Queue,
        Message = OpeningChanged.OfSite(closures.SiteId),
        CommittedAt = now,
    };
}
