using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Recovery;

/// <summary>
/// Owns the <c>backups</c> blobs: <c>{id}/plan.json</c>, a note for each part, the parts themselves, and once all is there
/// <c>{id}/manifest.json</c>. Nothing is ever overwritten; the infrastructure deletes what is old.
/// </summary>
public sealed class BackupStore(Blobs blobs)
{
    /// <summary>The container.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("backups");

    private const string Manifest = "/manifest.json";

    private readonly BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>A part's blob.</summary>
    public BlobClient Part(string name) => container.GetBlobClient(name);

    /// <summary>The ids of all backups that are whole, the latest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(new() { Delimiter = "/" }, cancellationToken))
        {
            var id = item.Prefix?.TrimEnd('/');
            if (id is not null && await container.GetBlobClient(id + Manifest).ExistsAsync(cancellationToken))
                ids.Add(id);
        }

        ids.Sort((one, other) => string.CompareOrdinal(other, one));
        return ids;
    }

    /// <summary>A backup's manifest; null if there is no such backup, or if it is not whole.</summary>
    /// <exception cref="InvalidDataException">It has a shape that is not known.</exception>
    public async Task<BackupManifest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var manifest = await ReadAsync<BackupManifest>(id + Manifest, cancellationToken);
        if (manifest is not null)
            DocumentSchema.Require(manifest.Schema, BackupManifest.CurrentSchema);
        return manifest;
    }

    internal Task AddPlanAsync(BackupPlan plan, CancellationToken cancellationToken) =>
        TryAddAsync($"{plan.BackupId}/plan.json", plan, cancellationToken);

    internal async Task<BackupPlan?> FindPlanAsync(string id, CancellationToken cancellationToken)
    {
        var plan = await ReadAsync<BackupPlan>($"{id}/plan.json", cancellationToken);
        if (plan is not null)
            DocumentSchema.Require(plan.Schema, BackupPlan.CurrentSchema);
        return plan;
    }

    internal async Task<BackupPart?> FindPartAsync(string id, int shard, int part, CancellationToken cancellationToken)
    {
        var note = await ReadAsync<BackupPart>(Note(id, shard, part), cancellationToken);
        if (note is not null)
            DocumentSchema.Require(note.Schema, BackupPart.CurrentSchema);
        return note;
    }

    /// <summary>Notes that a part was written; false if another was noted in its place.</summary>
    internal Task<bool> TryNoteAsync(string id, int shard, int part, BackupPart note, CancellationToken cancellationToken) =>
        TryAddAsync(Note(id, shard, part), note, cancellationToken);

    /// <summary>A shard's parts so far, in their order.</summary>
    internal async Task<IReadOnlyList<BackupPart>> ListPartsAsync(string id, int shard, CancellationToken cancellationToken)
    {
        var parts = new List<BackupPart>();
        while (await FindPartAsync(id, shard, parts.Count, cancellationToken) is { } part)
            parts.Add(part);
        return parts;
    }

    /// <summary>Writes the manifest; false if it is there.</summary>
    internal Task<bool> TryFinishAsync(BackupManifest manifest, CancellationToken cancellationToken) =>
        TryAddAsync(manifest.BackupId + Manifest, manifest, cancellationToken);

    internal Task DeleteAsync(string blob, CancellationToken cancellationToken) =>
        container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);

    /// <summary>Whether a restore of a backup into a database began and has not ended.</summary>
    internal async Task<bool> IsRestoringAsync(string id, string target, CancellationToken cancellationToken) =>
        await container.GetBlobClient(Restoring(id, target)).ExistsAsync(cancellationToken);

    internal Task BeginRestoreAsync(string id, string target, CancellationToken cancellationToken) =>
        TryAddAsync(Restoring(id, target), new { target }, cancellationToken);

    internal Task EndRestoreAsync(string id, string target, CancellationToken cancellationToken) =>
        DeleteAsync(Restoring(id, target), cancellationToken);

    private static string Note(string id, int shard, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}/parts/{shard:D3}-{part:D5}.json");

    private static string Restoring(string id, string target) => $"{id}/restoring/{target}.json";

    private async Task<T?> ReadAsync<T>(string name, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            BlobDownloadResult blob = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize<T>(blob.Content, Json.Strict);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private async Task<bool> TryAddAsync<T>(string name, T content, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                new BinaryData(JsonSerializer.SerializeToUtf8Bytes(content, Json.Strict)), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return false;
        }
    }
}
