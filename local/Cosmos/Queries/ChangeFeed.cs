using System.Globalization;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Http;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos.Queries;

/// <summary>
/// The change feed, latest version mode: each item once, at its last change, in the order of changes:
/// https://learn.microsoft.com/rest/api/cosmos-db/list-documents. The ETag is the LSN up to which the caller has read.
/// </summary>
internal sealed class ChangeFeed(Store store, TimeProvider time)
{
    private const string FromNow = "*";

    /// <exception cref="RequestRefusedException">400: the position is not one; 501: another mode.</exception>
    public CosmosResponse Read(CosmosRequest request, ContainerState container, string mode)
    {
        if (!mode.Replace(" ", string.Empty).Equals("IncrementalFeed", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.NotImplemented($"the change feed mode '{mode}'");
        if (request.Body.Length > 0)
            throw RequestRefusedException.NotImplemented("a query over the change feed");
        request.RefusePartOfRange();
        var now = time.GetUtcNow().ToUnixTimeSeconds();

        // Read first: whatever commits later is then either in the page or after its ETag, never lost between them.
        var current = container.Lsn;
        var partition = request.PartitionKey?.Text;
        var changes = store.Read(session =>
        {
            var table = new DocumentTable(session, container.Number, now);
            return Page(table.Changes(partition, After(request, table, current)), request.MaxItemCount);
        });
        if (changes.Count == 0)
        {
            var etag = Math.Max(current, ParseLsn(request.Header("If-None-Match")) ?? 0);
            return new(304) { ETag = Quote(etag), ItemCount = 0 };
        }

        return new(200, FeedBody.OfJson(container.ResourceId, "Documents", [.. changes.Select(WithLsn)]))
        {
            ETag = Quote(changes[^1].Lsn),
            ItemCount = changes.Count,
            RequestCharge = RequestCharge.Page(changes.Count, changes.Sum(change => (long)change.Body.Length)),
        };
    }

    // What committed together is shown together: a page may be longer than asked for, but never ends inside a batch.
    private static List<Document> Page(IEnumerable<Document> changes, int maxItems)
    {
        var page = new List<Document>();
        long bytes = 0;
        foreach (var change in changes)
        {
            if ((page.Count >= maxItems || bytes > QueryPage.MaxBytes) && change.Lsn != page[^1].Lsn)
                break;
            page.Add(change);
            bytes += change.Body.Length;
        }

        return page;
    }

    private static long After(CosmosRequest request, DocumentTable table, long current)
    {
        var position = request.Header("If-None-Match");
        if (position == FromNow)
            return current;
        if (ParseLsn(position) is { } lsn)
            return lsn;
        if (request.Header("If-Modified-Since") is not { } since)
            return 0;
        return DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? table.LastChangeBefore(start.ToUnixTimeSeconds())
            : throw RequestRefusedException.BadRequest("If-Modified-Since is not a date.");
    }

    private static long? ParseLsn(string? etag)
    {
        if (string.IsNullOrEmpty(etag) || etag == FromNow)
            return null;
        return long.TryParse(etag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var lsn)
            ? lsn
            : throw RequestRefusedException.BadRequest($"If-None-Match: {etag} is not a position in the change feed.");
    }

    private static string Quote(long lsn) => $"\"{lsn.ToString(CultureInfo.InvariantCulture)}\"";

    // The feed's items carry the LSN of their change besides their own properties.
    private static ReadOnlyMemory<byte> WithLsn(Document change) =>
        (byte[])[.. change.Body.AsSpan(0, change.Body.Length - 1), .. System.Text.Encoding.UTF8.GetBytes($",\"_lsn\":{change.Lsn}}}")];
}
