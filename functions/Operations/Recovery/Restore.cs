using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Recovery;

/// <summary>What a restore did.</summary>
/// <param name="Documents">How many documents were written; one that changed during the backup may be among them twice.</param>
/// <param name="Expired">How many were left out, since their life is over.</param>
public sealed record Restored(long Documents, long Expired);

/// <summary>Why a restore was refused; nothing was written.</summary>
public sealed class RestoreRefusedException(string message) : Exception(message);

/// <summary>
/// Writes a backup into an empty database, once all its parts are found to be as they were written. One that was interrupted
/// may be run again, and only then into what is not empty.
/// </summary>
public sealed class Restore(
    BackupStore store, CosmosDatabase database, IEnumerable<ContainerDeclaration> declarations, TimeProvider time)
{
    /// <summary>Restores.</summary>
    /// <param name="backupId">The backup.</param>
    /// <param name="target">What is restored into, in words: a restore that was interrupted is known again by it.</param>
    /// <param name="progress">Told what takes a while.</param>
    /// <param name="cancellationToken">Ends the restore; it can be run again.</param>
    /// <exception cref="RestoreRefusedException">There is no such backup, a part is missing or was changed, or there is data.</exception>
    public async Task<Restored> RunAsync(string backupId, string target, Action<string> progress, CancellationToken cancellationToken)
    {
        var manifest = await store.FindAsync(backupId, cancellationToken)
            ?? throw new RestoreRefusedException($"There is no whole backup {backupId}.");
        var shards = manifest.Shards.GroupBy(shard => shard.Container).ToList();
        if (shards.FirstOrDefault(shard => declarations.All(declared => declared.Name != shard.Key)) is { } strange)
            throw new RestoreRefusedException($"The backup has a container {strange.Key}, which this version of the app does not know.");

        progress($"Checking {manifest.Shards.Sum(shard => shard.Parts.Count)} parts of {backupId}…");
        foreach (var part in manifest.Shards.SelectMany(shard => shard.Parts))
            await CheckAsync(part, cancellationToken);

        var mark = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(target)))[..16];
        if (!await store.IsRestoringAsync(backupId, mark, cancellationToken))
        {
            await RequireEmptyAsync(cancellationToken);
            await store.BeginRestoreAsync(backupId, mark, cancellationToken);
        }

        var total = new Restored(0, 0);
        foreach (var container in shards)
        {
            var declaration = declarations.Single(declared => declared.Name == container.Key);
            // Shards have no document in common; the parts of one must follow each other, since the later version counts.
            var parts = await Task.WhenAll(container.Select(shard => WriteAsync(declaration, shard, cancellationToken)));
            var written = new Restored(parts.Sum(part => part.Documents), parts.Sum(part => part.Expired));
            progress($"{container.Key}: {written.Documents} documents{(written.Expired == 0 ? "" : $", {written.Expired} whose life is over left out")}");
            total = new Restored(total.Documents + written.Documents, total.Expired + written.Expired);
        }

        await store.EndRestoreAsync(backupId, mark, cancellationToken);
        return total;
    }

    private async Task CheckAsync(BackupPart part, CancellationToken cancellationToken)
    {
        var blob = store.Part(part.Blob);
        if (!await blob.ExistsAsync(cancellationToken))
            throw new RestoreRefusedException($"The part {part.Blob} is missing.");
        await using var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != part.Sha256)
            throw new RestoreRefusedException($"The part {part.Blob} is not as it was written: its hash differs.");
    }

    private async Task RequireEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var declaration in declarations)
        {
            var any = database.Container(declaration).QueryAsync<string>(
                new QueryDefinition("SELECT TOP 1 VALUE c.id FROM c"), cancellationToken: cancellationToken);
            if (await any.AnyAsync(cancellationToken))
                throw new RestoreRefusedException($"The container {declaration.Name} is not empty: a restore never mixes with what is there.");
        }
    }

    private async Task<Restored> WriteAsync(ContainerDeclaration declaration, ExportedShard shard, CancellationToken cancellationToken)
    {
        var writer = new RestoreWriter(database.Container(declaration), declaration.PartitionKeyPath.TrimStart('/'));
        var expired = 0L;
        foreach (var part in shard.Parts)
        {
            await using var content = await store.Part(part.Blob).OpenReadAsync(cancellationToken: cancellationToken);
            await using var unzipped = new GZipStream(content, CompressionMode.Decompress);
            using var lines = new StreamReader(unzipped, Encoding.UTF8);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                if (StoredDocument.Read(line, time.GetUtcNow()) is { } document)
                    await writer.AddAsync(document, cancellationToken);
                else
                    expired++;
            }
        }

        await writer.FlushAsync(cancellationToken);
        return new Restored(writer.Written, expired);
    }
}
