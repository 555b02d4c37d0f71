using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Messaging;

namespace QNom.Operations.Recovery;

/// <summary>The triggers of backups.</summary>
public sealed class BackupFunctions(BackupRun run, StorageQueues queues)
{
    /// <summary>Begins a backup every night at half past three in Singapore (19:30 UTC), when hardly anyone is out to eat.</summary>
    [Function(nameof(BeginBackup))]
    public async Task BeginBackup([TimerTrigger("0 30 19 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var step in await run.BeginAsync(cancellationToken))
            await queues.EnqueueAsync(ExportStep.Queue, step, cancellationToken);
    }

    /// <summary>Writes one part of a backup, and has the next one written: parts of different shards at the same time.</summary>
    [Function(nameof(ExportPart))]
    public async Task ExportPart([QueueTrigger(ExportStep.Queue)] string message, CancellationToken cancellationToken)
    {
        if (await run.StepAsync(QueueMessages.Read<ExportStep>(message), cancellationToken) is { } next)
            await queues.EnqueueAsync(ExportStep.Queue, next, cancellationToken);
    }
}
