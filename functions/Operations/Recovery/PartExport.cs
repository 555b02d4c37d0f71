using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace QNom.Operations.Recovery;

/// <summary>
/// Writes one part of a shard: its change feed from a place on, as JSON lines, compressed and hashed on their way into a
/// blob. What is in memory is a page of the feed and a block of the blob, whatever the size of the container.
/// </summary>
/// <remarks>
/// By the change feed and not by a query: it gives the latest version of each document in the order of the changes, and what
/// was written in one batch in one page. Read until what changed since the backup began comes round, it holds each partition
/// as it was at one moment, where pages of a query would mix a head of then with a report of now. Documents that are deleted
/// meanwhile may be in it: those are events that were delivered, which are delivered twice anyway now and then.
/// </remarks>
public sealed class PartExport(BackupStore store, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>After so many documents a part ends: some seconds of work.</summary>
    public int DocumentsPerPart { get; init; } = 50_000;

    // A step must end long before the host's patience and the lock of its message do, also where the database is busy.
    private static readonly TimeSpan LongestPart = TimeSpan.FromMinutes(4);

    /// <summary>Writes a part.</summary>
    /// <param name="container">The container.</param>
    /// <param name="shard">Its range.</param>
    /// <param name="from">Where to go on; null at the beginning.</param>
    /// <param name="startedAt">When the backup began.</param>
    /// <param name="blob">Where to write it.</param>
    /// <param name="cancellationToken">Ends the attempt; the blob is not noted then, and so not part of the backup.</param>
    internal async Task<BackupPart> WriteAsync(
        Container container, BackupShard shard, string? from, DateTimeOffset startedAt, string blob, CancellationToken cancellationToken)
    {
        using var feed = container.GetChangeFeedStreamIterator(
            from is null ? ChangeFeedStartFrom.Beginning(FeedRange.FromJsonString(shard.Range)) : ChangeFeedStartFrom.ContinuationToken(from),
            ChangeFeedMode.Incremental, new ChangeFeedRequestOptions { PageSizeHint = PageSize });
        var (began, documents, isLast) = (time.GetTimestamp(), 0L, false);
        string? next = null;

        using var hash = new HashingStream(await store.Part(blob).OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken));
        await using (var zip = new GZipStream(hash, CompressionLevel.Optimal, leaveOpen: true))
        {
            while (!isLast && documents < DocumentsPerPart && time.GetElapsedTime(began) < LongestPart)
            {
                using var page = await feed.ReadNextAsync(cancellationToken);
                next = page.Headers.ContinuationToken;
                if (page.StatusCode == HttpStatusCode.NotModified)
                {
                    isLast = true;
                    break;
                }

                page.EnsureSuccessStatusCode();
                using var content = await JsonDocument.ParseAsync(page.Content, cancellationToken: cancellationToken);
                var items = content.RootElement.GetProperty("Documents");
                isLast = !await WriteAsync(zip, items, startedAt, cancellationToken);
                documents += items.GetArrayLength();
            }
        }

        await hash.CompleteAsync();
        return new BackupPart(BackupPart.CurrentSchema, blob, documents, hash.Written, hash.Digest(), isLast ? null : next);
    }

    // Gives false once all of a page changed after the backup began: what was there then has been read.
    private static async Task<bool> WriteAsync(
        Stream lines, JsonElement items, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var (buffer, older) = (new ArrayBufferWriter<byte>(), false);
        await using var writer = new Utf8JsonWriter(buffer);
        foreach (var item in items.EnumerateArray())
        {
            // To the second, and of that second there may be more: only a later one is after.
            older |= item.GetProperty(StoredDocument.ChangedAt).GetInt64() <= startedAt.ToUnixTimeSeconds();
            StoredDocument.Write(writer, item);
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }

        await lines.WriteAsync(buffer.WrittenMemory, cancellationToken);
        return older;
    }
}
