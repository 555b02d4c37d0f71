using Microsoft.Azure.Functions.Worker;

namespace QNom.Operations.Backlog;

/// <summary>The trigger of what waits.</summary>
public sealed class BacklogFunctions(QueueDepths depths)
{
    /// <summary>Measures what waits on every queue and its poison queue, every minute.</summary>
    [Function(nameof(MeasureBacklog))]
    public Task MeasureBacklog([TimerTrigger("10 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        depths.MeasureAsync(cancellationToken);
}
