using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;

namespace QNom.Platform.Messaging;

/// <summary>Registers outboxes.</summary>
internal static class OutboxServices
{
    /// <summary>Registers what brings a container's events to their queues.</summary>
    /// <typeparam name="TMessage">The container's kind of message.</typeparam>
    /// <param name="services">Where.</param>
    /// <param name="container">The container.</param>
    public static IServiceCollection AddOutbox<TMessage>(this IServiceCollection services, ContainerDeclaration container)
        where TMessage : OutboxMessage => services
        .AddSingleton(provider => new Outbox<TMessage>(
            provider.GetRequiredService<CosmosDatabase>().Container(container),
            provider.GetRequiredService<StorageQueues>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbox<TMessage>>>()));
}
