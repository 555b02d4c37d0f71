using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;
using QNom.Local.Host.Queues;
using QNom.Local.Host.Storage;

namespace QNom.Local.Host;

/// <summary>Makes the listener of each function that is not triggered over HTTP.</summary>
internal sealed class ListenerFactory(
    FunctionHostOptions options, HostJson hostJson, StorageClients storage, FunctionRunner runner, IServiceProvider services)
{
    public List<IListener> Create(IEnumerable<Function> functions) =>
        [.. functions.Select(Create).OfType<IListener>()];

    private IListener? Create(Function function) => function.Trigger switch
    {
        HttpTrigger => null,
        QueueTrigger trigger => Queue(function, trigger),
        var other => throw new FunctionHostException($"Function {function.Name}: the {other.BindingType} is not supported."),
    };

    private QueueListener Queue(Function function, QueueTrigger trigger)
    {
        var queues = storage.Queues(trigger.Connection);
        return new QueueListener(
            function, queues.GetQueueClient(trigger.Queue), queues.GetQueueClient(MessageOutcome.PoisonQueueOf(trigger.Queue)),
            hostJson.Queues, options.MessageLock, runner, options.Time, Logger<QueueListener>());
    }

    private ILogger<T> Logger<T>() => services.GetRequiredService<ILogger<T>>();
}
