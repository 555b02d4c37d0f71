using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;
using QNom.Venues.Hours;

namespace QNom.Venues.Events;

/// <summary>The queues of this capability.</summary>
public static class VenueQueues
{
    /// <summary>What changed at venues, for read models.</summary>
    public const string Events = "venue-events";
}

/// <summary>An event of this capability, in the partition of its venue.</summary>
public sealed record VenueOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <inheritdoc/>
    public override string Partition => VenueId;

    /// <summary>The outbox entry of an event.</summary>
    public static VenueOutboxMessage Of(VenueChanged change, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:{change.Revision}",
        VenueId = change.VenueId,
        Queue = VenueQueues.Events,
        Message = JsonSerializer.SerializeToElement(change, Json.Strict),
        CommittedAt = now,
    };

    /// <summary>The outbox entry of a changed rating, which leaves the venue's revision as it is.</summary>
    public static VenueOutboxMessage Of(VenueChanged change, VenueRating rating, DateTimeOffset now) =>
        Of(change, now) with { Id = $"{DocumentType}:rating:{rating.Revision}" };

    /// <summary>The outbox entry of changed hours.</summary>
    public static VenueOutboxMessage Of(HoursDocument hours, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:hours:{hours.Revision}",
        VenueId = hours.VenueId,
        Queue = OpeningChanged.Queue,
        Message = OpeningChanged.OfVenue(hours.VenueId),
        CommittedAt = now,
    };
}
