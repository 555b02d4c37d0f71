using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;

namespace QNom.Diners.Reviews;

/// <summary>A review, in its venue's partition. Id: <c>review:</c> and the review's id.</summary>
internal sealed record ReviewDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "review/1";

    /// <summary>The document of a review.</summary>
    public static string IdOf(string reviewId) => $"review:{reviewId}";

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Its id: from the diner and the venue, so that there is one, and no two venues' have anything in common.</summary>
    public required string ReviewId { get; init; }

    /// <summary>Counts what its author changed, from 1; the author's editor compares it.</summary>
    public required long Revision { get; init; }

    /// <summary>1 to 5 stars.</summary>
    public required int Stars { get; init; }

    /// <summary>What the diner wrote.</summary>
    public required string Text { get; init; }

    /// <summary>The name that its author chose when it was written; null for none.</summary>
    public string? Author { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its author last changed it, UTC; null for never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Where it stands in the list, the latest first; null while it is hidden, so that no list and no rating has it.</summary>
    public string? Order { get; init; }

    /// <summary>Why it is hidden; null if it is not.</summary>
    public ReviewFault? HiddenFor { get; init; }

    /// <summary>
    /// Its author removed it while it was hidden. Nothing of it stays but that: what the same diner writes anew here is hidden
    /// too until an operator has looked.
    /// </summary>
    public bool Removed { get; init; }

    /// <summary>What the venue's owner answered.</summary>
    public Reply? Reply { get; init; }

    /// <summary>Where a review stands that is not hidden.</summary>
    public static string OrderOf(DateTimeOffset createdAt, string reviewId) => $"{NewestFirst.Prefix(createdAt)}-{reviewId}";
}

/// <summary>How many reviews gave a venue how many stars, in its partition. Changes in the same batch as the review.</summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="VenueId">The partition.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts its changes; who shows a rating compares it.</param>
/// <param name="Counts">Reviews that are not hidden: with 1 star, with 2, up to 5.</param>
internal sealed record RatingDocument(string Id, string VenueId, string Schema, long Revision, IReadOnlyList<int> Counts)
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "rating/1";

    /// <summary>The id in every partition.</summary>
    public const string DocumentId = "~rating";

    /// <summary>Of a venue without reviews.</summary>
    public static RatingDocument Empty(string venueId) => new(DocumentId, venueId, CurrentSchema, 0, new int[RatingPrior.MostStars]);

    /// <summary>After a review was, and is, so; the same if that makes no difference.</summary>
    public RatingDocument After(ReviewDocument? before, ReviewDocument? now)
    {
        var (from, to) = (CountedAs(before), CountedAs(now));
        if (from == to)
            return this;
        var counts = Counts.ToArray();
        if (from is { } less)
            counts[less - 1]--;
        if (to is { } more)
            counts[more - 1]++;
        return this with { Revision = Revision + 1, Counts = counts };
    }

    private static int? CountedAs(ReviewDocument? review) => review?.HiddenFor is null ? review?.Stars : null;
}

/// <summary>A diner said that a review should not stand. Kept 90 days. In one partition, since operators read them as one list.</summary>
internal sealed record ReviewReportDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "review-report/1";

    /// <summary>The partition of all of them; no venue's id can be the same.</summary>
    public const string Partition = "~reports";

    /// <summary>From the review and the diner, so that each diner counts once.</summary>
    public required string Id { get; init; }

    /// <summary>The partition key: always <see cref="Partition"/>.</summary>
    public string VenueId { get; init; } = Partition;

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Where it stands in the list, the latest first.</summary>
    public required string Order { get; init; }

    /// <summary>What operators see.</summary>
    public required ReviewReport Report { get; init; }

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 90 * 24 * 60 * 60;
}

/// <summary>A venue's rating has changed.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="VenueId">Where.</param>
/// <param name="Revision">The rating's revision; a reader that has seen a higher one ignores this.</param>
/// <param name="Counts">Reviews with 1 star, with 2, up to 5.</param>
public sealed record RatingChanged(string Schema, string VenueId, long Revision, IReadOnlyList<int> Counts) : IQueueMessage
{
    /// <summary>The queue of these.</summary>
    public const string Queue = "rating-events";

    /// <inheritdoc/>
    public static string CurrentSchema => "rating-changed/1";
}

/// <summary>An event of reviews, in the partition of its venue.</summary>
public sealed record ReviewOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <inheritdoc/>
    public override string Partition => VenueId;

    /// <summary>The outbox entry of a changed rating.</summary>
    internal static ReviewOutboxMessage Of(RatingDocument rating, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:{rating.Revision}",
        VenueId = rating.VenueId,
        Queue = RatingChanged.Queue,
        Message = JsonSerializer.SerializeToElement(
            new RatingChanged(RatingChanged.CurrentSchema, rating.VenueId, rating.Revision, rating.Counts), Json.Strict),
        CommittedAt = now,
    };
}

/// <summary>
/// Tells which venues a diner reviewed, in the diner's own partition. Written before the review, so that none is missed, and
/// with its stars after it.
/// </summary>
internal sealed record ReviewedDocument(string Id, string DinerId, string Schema, string VenueId, int? Stars = null)
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "reviewed/1";

    /// <summary>How the ids start.</summary>
    public const string Prefix = "reviewed:";

    /// <summary>That a diner reviewed a venue.</summary>
    public static ReviewedDocument Of(string dinerId, string venueId, int? stars = null) =>
        new(Prefix + venueId, dinerId, CurrentSchema, venueId, stars);
}
