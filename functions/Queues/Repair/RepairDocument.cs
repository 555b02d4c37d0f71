using QNom.Platform;
using QNom.Venues;

namespace QNom.Queues.Repair;

/// <summary>What was wrong with a card.</summary>
public enum CardFault
{
    /// <summary>It shows an earlier change than it was told: the event was lost.</summary>
    Behind,

    /// <summary>It shows a change that its queue never made.</summary>
    Ahead,

    /// <summary>It shows something else than it was told.</summary>
    Different,
}

/// <summary>A card that was found to be wrong. Kept 90 days, in a partition of their own.</summary>
public sealed record RepairDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-repair/1";

    /// <summary>The one partition: they are few, and read as a whole.</summary>
    public const string Partition = "~repairs";

    /// <summary>Minute, venue and read model: two instances that find the same at once write one; a later one sorts first.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public string VenueId { get; init; } = Partition;

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What was found.</summary>
    public required RepairedCard Found { get; init; }

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 90 * 24 * 60 * 60;

    /// <summary>What was found at a card.</summary>
    public static RepairDocument Of(
        StallCard card, ShownCard shown, string readModel, QueueHead? head, CardFault fault, DateTimeOffset now)
    {
        var minute = History.QueueMinute.Floor(now, 1);
        return new RepairDocument
        {
            Id = $"{NewestFirst.Prefix(minute)}-{card.Id}-{readModel}",
            Found = new RepairedCard(now, card.Id, card.SiteId, fault, shown.Sequence, head?.PublishedIn ?? 0, readModel),
        };
    }
}

/// <summary>A card that did not say what its queue said.</summary>
/// <param name="At">When it was found, UTC.</param>
/// <param name="VenueId">Whose card.</param>
/// <param name="SiteId">At which site.</param>
/// <param name="Fault">What was wrong.</param>
/// <param name="Shown">The change of the queue that it claimed to show.</param>
/// <param name="Told">The change that it was told last; 0 if the queue never told it anything.</param>
/// <param name="ReadModel">Where: on the site's board, or in another read model.</param>
public sealed record RepairedCard(
    DateTimeOffset At, string VenueId, string SiteId, CardFault Fault, long Shown, long Told, string ReadModel = RepairedCard.Board)
{
    /// <summary>The boards' name among the read models.</summary>
    public const string Board = "board";
}

/// <summary>A page of repaired cards.</summary>
/// <param name="Cards">The latest first.</param>
public sealed record RepairPage(IReadOnlyList<RepairedCard> Cards);
