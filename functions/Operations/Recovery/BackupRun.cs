using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Recovery;

/// <summary>
/// Backs up every container, part by part: each part is one step, so that no step is long and one that fails costs no other.
/// Steps may be repeated and may come twice: a part counts once it is noted, and is noted once.
/// </summary>
public sealed partial class BackupRun(
    BackupStore store, CosmosDatabase database, IEnumerable<ContainerDeclaration> declarations, PartExport export,
    TimeProvider time, ILogger<BackupRun> logger)
{
    private static readonly Meter Meter = new("QNom.Operations");
    private static readonly Counter<long> Finished = Meter.CreateCounter<long>(
        "qnom.backups.finished", "{backup}", "Backups that are whole.");

    /// <summary>Plans a backup of all that is there now.</summary>
    /// <returns>The first step of each shard; in any order, or at once.</returns>
    public async Task<IReadOnlyList<ExportStep>> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var shards = new List<BackupShard>();
        foreach (var container in declarations.OrderBy(container => container.Name, StringComparer.Ordinal))
        {
            foreach (var range in await database.Container(container).GetFeedRangesAsync(cancellationToken))
                shards.Add(new BackupShard(shards.Count, container.Name, range.ToJsonString()));
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid():N}")[..25];
        await store.AddPlanAsync(new BackupPlan(BackupPlan.CurrentSchema, id, now, database.Name, shards), cancellationToken);
        Log.Begun(logger, id, shards.Count);
        return [.. shards.Select(shard => new ExportStep(ExportStep.CurrentSchema, id, shard.Number, 0, null))];
    }

    /// <summary>Writes a part, unless that was done; after the last part of all, the manifest.</summary>
    /// <returns>The next step of the shard; null if there is none.</returns>
    /// <exception cref="InvalidDataException">There is no such backup or shard.</exception>
    public async Task<ExportStep?> StepAsync(ExportStep step, CancellationToken cancellationToken)
    {
        var plan = await store.FindPlanAsync(step.BackupId, cancellationToken)
            ?? throw new InvalidDataException("A step is of a backup that was never planned.");
        var shard = step.Shard >= 0 && step.Shard < plan.Shards.Count
            ? plan.Shards[step.Shard]
            : throw new InvalidDataException("A step is of a shard that its backup does not have.");

        var part = await store.FindPartAsync(step.BackupId, step.Shard, step.Part, cancellationToken)
            ?? await WriteAsync(plan, shard, step, cancellationToken);
        if (part.Next is { } next)
            return step with { Part = step.Part + 1, From = next };
        await FinishAsync(plan, cancellationToken);
        return null;
    }

    private async Task<BackupPart> WriteAsync(BackupPlan plan, BackupShard shard, ExportStep step, CancellationToken cancellationToken)
    {
        var container = declarations.Single(declared => declared.Name == shard.Container);
        // A name of its own: of two that write the same part at once, neither spoils the other's.
        var blob = string.Create(CultureInfo.InvariantCulture, $"{plan.BackupId}/{shard.Container}/{shard.Number:D3}-{step.Part:D5}-{Guid.NewGuid():N}.jsonl.gz");
        var part = await export.WriteAsync(database.Container(container), shard, step.From, plan.StartedAt, blob, cancellationToken);
        if (await store.TryNoteAsync(step.BackupId, step.Shard, step.Part, part, cancellationToken))
            return part;
        await store.DeleteAsync(blob, cancellationToken);
        return (await store.FindPartAsync(step.BackupId, step.Shard, step.Part, cancellationToken))!;
    }

    // Whoever ends last sees that all shards have ended; two that do so at once write the same.
    private async Task FinishAsync(BackupPlan plan, CancellationToken cancellationToken)
    {
        var shards = new List<ExportedShard>();
        foreach (var shard in plan.Shards)
        {
            var parts = await store.ListPartsAsync(plan.BackupId, shard.Number, cancellationToken);
            if (parts is not [.., { Next: null }])
                return;
            shards.Add(new ExportedShard(shard.Container, parts));
        }

        var manifest = new BackupManifest(
            BackupManifest.CurrentSchema, plan.BackupId, plan.StartedAt, time.GetUtcNow(), plan.Database, shards);
        if (!await store.TryFinishAsync(manifest, cancellationToken))
            return;
        Finished.Add(1);
        Log.Whole(logger, plan.BackupId, manifest.Documents, (manifest.FinishedAt - manifest.StartedAt).TotalSeconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The backup {Backup} begins: {Shards} shards.")]
        public static partial void Begun(ILogger logger, string backup, int shards);

        [LoggerMessage(2, LogLevel.Information, "The backup {Backup} is whole: {Documents} documents, {Seconds} s after it began.")]
        public static partial void Whole(ILogger logger, string backup, long documents, double seconds);
    }
}
