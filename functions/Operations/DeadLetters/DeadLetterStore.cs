using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;

namespace QNom.Operations.DeadLetters;

/// <summary>A dead letter with the ETag it was read under.</summary>
internal sealed record StoredDeadLetter(DeadLetter Letter, ETag Tag, IDictionary<string, string> Metadata);

/// <summary>Where a list goes on.</summary>
/// <param name="After">The id after which it does.</param>
/// <param name="Segment">Storage's mark of the segment in which that is; null for the first.</param>
internal sealed record DeadLetterPosition(string After, string? Segment = null);

/// <summary>Some dead letters, and where the list goes on; null at its end.</summary>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetterSummary> Letters, DeadLetterPosition? Next);

/// <summary>
/// Owns the <c>dead-letters</c> blobs. The content says what happened and never changes; the metadata holds what a list
/// shows, so that a list does not read contents, and whether it was replayed.
/// </summary>
public sealed class DeadLetterStore(Blobs blobs)
{
    /// <summary>The container: one blob per dead letter, named by its id.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("dead-letters");

    private const string SummaryKey = "summary";
    private const string ReplayedAtKey = "replayedat";

    // A filtered list looks at no more than 25 × 200 blobs for one page; what it did not see, the next page does.
    private const int SegmentsPerPage = 25;

    private readonly BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>How many blobs Storage is asked for at once.</summary>
    internal int SegmentSize { get; init; } = 200;

    /// <summary>Stores a dead letter; false if it is there already.</summary>
    internal async Task<bool> AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var summary = JsonSerializer.SerializeToUtf8Bytes(letter.Summarise(), Json.Documents);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            // Base64: metadata travel in headers, which bear ASCII only.
            Metadata = new Dictionary<string, string> { [SummaryKey] = Convert.ToBase64String(summary) },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(letter, Json.Documents));
            await container.GetBlobClient(letter.Id).UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Whether there is a dead letter of this id.</summary>
    internal async Task<bool> ContainsAsync(string id, CancellationToken cancellationToken) =>
        await container.GetBlobClient(id).ExistsAsync(cancellationToken);

    /// <summary>A dead letter; null if there is none of this id.</summary>
    /// <exception cref="InvalidDataException">It has a shape that is not known.</exception>
    internal async Task<StoredDeadLetter?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await container.GetBlobClient(id).DownloadContentAsync(cancellationToken);
            var letter = JsonSerializer.Deserialize<DeadLetter>(blob.Content, Json.Documents)!;
            DocumentSchema.Require(letter.Schema, DeadLetter.CurrentSchema);
            return new StoredDeadLetter(
                letter with { ReplayedAt = ReplayedAt(blob.Details.Metadata) }, blob.Details.ETag, blob.Details.Metadata);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Dead letters, the newest first.</summary>
    /// <param name="queue">Only those of this queue; null for all.</param>
    /// <param name="from">Where the last page ended; null for the first.</param>
    /// <param name="limit">The most that are given; there may be fewer although more follow.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProblemException">400: the position is not one of ours.</exception>
    internal async Task<DeadLetterPage> ListAsync(
        string? queue, DeadLetterPosition? from, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPageAsync(queue, from?.After ?? "", from?.Segment, limit, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 400 && from?.Segment is not null)
        {
            // Storage does not know the mark, so we did not give it.
            throw Problems.Invalid("cursor", "is not a cursor of this list");
        }
    }

    private async Task<DeadLetterPage> ReadPageAsync(
        string? queue, string after, string? segment, int limit, CancellationToken cancellationToken)
    {
        var found = new List<DeadLetterSummary>();
        var segments = 0;
        await foreach (var page in container
            .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken).AsPages(segment, SegmentSize))
        {
            foreach (var blob in page.Values.Where(blob => string.CompareOrdinal(blob.Name, after) > 0))
            {
                var summary = Summary(blob.Metadata);
                if (queue is not null && summary.Queue != queue)
                    continue;
                if (found.Count == limit)
                    return new DeadLetterPage(found, new DeadLetterPosition(found[^1].Id, segment));
                found.Add(summary);
            }

            if (string.IsNullOrEmpty(page.ContinuationToken))
                break;
            segment = page.ContinuationToken;
            if (++segments == SegmentsPerPage)
                return new DeadLetterPage(found, new DeadLetterPosition(page.Values[^1].Name, segment));
        }

        return new DeadLetterPage(found, null);
    }

    /// <summary>Marks a dead letter as replayed; false if it was marked or discarded since it was read.</summary>
    internal async Task<bool> MarkReplayedAsync(
        StoredDeadLetter stored, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(stored.Letter.Id).SetMetadataAsync(
                new Dictionary<string, string>(stored.Metadata) { [ReplayedAtKey] = at.ToString("O", CultureInfo.InvariantCulture) },
                new BlobRequestConditions { IfMatch = stored.Tag },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Deletes a dead letter; false if there is none of this id.</summary>
    internal async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await container.GetBlobClient(id).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static DeadLetterSummary Summary(IDictionary<string, string> metadata)
    {
        var json = Convert.FromBase64String(metadata[SummaryKey]);
        var summary = JsonSerializer.Deserialize<DeadLetterSummary>(json, Json.Documents)!;
        return summary with { ReplayedAt = ReplayedAt(metadata) };
    }

    private static DateTimeOffset? ReplayedAt(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(ReplayedAtKey, out var text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
