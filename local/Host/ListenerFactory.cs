using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Blobs;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;
using QNom.Local.Host.Queues;
using QNom.Local.Host.Storage;
using QNom.Local.Host.Timers;

namespace QNom.Local.Host;

/// <summary>Makes the listener of each function that is not triggered over HTTP.</summary>
internal sealed class ListenerFactory(
    FunctionHostOptions options, HostJson hostJson, StorageClients storage, FunctionRunner runner, string hostId, IServiceProvider services)
{
    // Locks, schedules and receipts live here whatever connection a trigger names.
    private const string HostConnection = "AzureWebJobsStorage";

    private readonly LeaseTimes leases = new(options.LeaseDuration, options.LeaseRenewal, options.Time);

    public List<IListener> Create(IEnumerable<Function> functions) =>
        [.. functions.Select(Create).OfType<IListener>()];

    private IListener? Create(Function function) => function.Trigger switch
    {
        QueueTrigger trigger => Queue(function, trigger),
        TimerTrigger trigger => new TimerListener(function, trigger, HostContainer(), leases, runner, Logger<TimerListener>()),
        BlobTrigger trigger => Blob(function, trigger),
        _ => null,
    };

    private QueueListener Queue(Function function, QueueTrigger trigger)
    {
        var queues = storage.Queues(trigger.Connection);
        return new QueueListener(
            function, queues.GetQueueClient(trigger.Queue), queues.GetQueueClient(MessageOutcome.PoisonQueueOf(trigger.Queue)),
            hostJson.Queues, options.MessageLock, runner, options.Time, Logger<QueueListener>());
    }

    private BlobListener Blob(Function function, BlobTrigger trigger)
    {
        var receipts = new BlobReceipts(function, trigger.Path.Container, HostContainer(), leases);
        var poison = new PoisonBlobs(storage.Queues(trigger.Connection), hostJson.Queues.Base64);
        var attempt = new BlobAttempt(
            function, receipts, HostContainer(), poison, hostJson.Blobs.PoisonBlobThreshold, runner, Logger<BlobAttempt>());
        return new BlobListener(
            storage.Blobs(trigger.Connection).GetBlobContainerClient(trigger.Path.Container), trigger.Path, receipts, attempt,
            hostJson.Blobs.MaxDegreeOfParallelism, options.MaxBlobPollingInterval, options.Time, Logger<BlobListener>());
    }

    private HostContainer HostContainer() => new(storage.Blobs(HostConnection), hostId);

    private ILogger<T> Logger<T>() => services.GetRequiredService<ILogger<T>>();
}
