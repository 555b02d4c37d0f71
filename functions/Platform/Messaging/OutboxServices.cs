using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QNom.Platform.Messaging;

/// <summary>Registers outboxes.</summary>
internal static class OutboxServices
{
    /// <summary>Registers what brings a container's events to their queues.</summary>
    /// <typeparam name="TStore">Who owns the container.</typeparam>
    /// <typeparam name="TMessage">The container's kind of message.</typeparam>
    /// <param name="services">Where.</param>
    /// <param name="container">Its container.</param>
    public static IServiceCollection AddOutbox<TStore, TMessage>(this IServiceCollection services, Func<TStore, Container> container)
        where TStore : notnull
        where TMessage : OutboxMessage => services
        .AddSingleton(provider => new Outbox<TMessage>(
            container(provider.GetRequiredService<TStore>()),
            provider.GetRequiredService<StorageQueues>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbox<TMessage>>>()));
}
