using System.Diagnostics.Metrics;
using QNom.Operations.DeadLetters;
using QNom.Platform.Messaging;

namespace QNom.Operations.Backlog;

/// <summary>
/// How many messages wait, in each queue and in each poison queue. The latter are emptied by functions within seconds: what
/// stays there nobody could set aside.
/// </summary>
public sealed class QueueDepths(StorageQueues queues, IEnumerable<QueueDeclaration> declarations)
{
    private const string Poison = "-poison";

    private static readonly Meter Meter = new("QNom.Operations");
    private static readonly Gauge<long> Depth = Meter.CreateGauge<long>(
        "qnom.queue.depth", "{message}", "Messages on a queue, those that are being worked on among them; by queue.");

    /// <summary>Measures; gives how many wait by queue. Costs one request for each queue, and nothing if nobody listens.</summary>
    public async Task<IReadOnlyDictionary<string, long>> MeasureAsync(CancellationToken cancellationToken)
    {
        if (!Depth.Enabled)
            return new Dictionary<string, long>();
        var depths = await Task.WhenAll(declarations
            .SelectMany(queue => (string[])[queue.Name, queue.Name + Poison])
            .Append(BlobPoisonMessage.Queue + Poison)
            .Select(async name => KeyValuePair.Create(name, await queues.DepthAsync(name, cancellationToken))));
        foreach (var (queue, depth) in depths)
            Depth.Record(depth, new KeyValuePair<string, object?>("queue", queue));
        return depths.ToDictionary();
    }
}
