using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>Registers live waits.</summary>
internal static class QueueServices
{
    public static IServiceCollection AddQueues(this IServiceCollection services) => services
        .AddSingleton(QueueStore.Declaration)
        .AddSingleton(new QueueDeclaration(QueueNames.Reports))
        .AddSingleton(new QueueDeclaration(QueueNames.Events))
        .AddSingleton(QueueSection.Section)
        .AddSingleton<QueueStore>()
        .AddSingleton<QueueReader>()
        .AddSingleton<ReportIntake>()
        .AddSingleton<ReportConsumer>()
        .AddSingleton<BoardProjection>()
        .AddSingleton(provider => new Outbox<QueueOutboxMessage>(
            provider.GetRequiredService<QueueStore>().Container,
            provider.GetRequiredService<StorageQueues>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbox<QueueOutboxMessage>>>()));
}
