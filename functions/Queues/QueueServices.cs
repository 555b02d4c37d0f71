using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Messaging;
using QNom.Queues.Explanations;
using QNom.Queues.Gate;
using QNom.Queues.Held;
using QNom.Queues.History;
using QNom.Queues.Likeness;
using QNom.Queues.Notices;
using QNom.Queues.Repair;
using QNom.Queues.Sensors;

namespace QNom.Queues;

/// <summary>Registers live waits.</summary>
internal static class QueueServices
{
    public static IServiceCollection AddQueues(this IServiceCollection services) => services
        .AddSingleton(QueueStore.Declaration)
        .AddSingleton(new QueueDeclaration(QueueNames.Reports))
        .AddSingleton(new QueueDeclaration(QueueNames.Events))
        .AddSingleton(new QueueDeclaration(QueueNames.Openings))
        .AddSingleton(QueueSection.Section)
        .AddSingleton(HistorySection.Section)
        .AddSingleton(ExplanationSection.Section)
        .AddSingleton(HeldSection.Section)
        .AddSingleton(RepairSection.Section)
        .AddSingleton<QueueStore>()
        .AddSingleton<NewHeads>()
        .AddSingleton<LikenessFold>()
        .AddSingleton<QueueHeads>()
        .AddSingleton<QueueReader>()
        .AddSingleton<QueueAnswers>()
        .AddSingleton<QueueAging>()
        .AddSingleton<HistoryReader>()
        .AddSingleton<HeldReports>()
        .AddSingleton<ReportOrigins>()
        .AddSingleton<BoardRepair>()
        .AddSingleton<StallNotices>()
        .AddSingleton<SensorReadings>()
        .AddSingleton<TurnKeeper>()
        .AddSingleton<ReportIntake>()
        .AddSingleton<OfflineIntake>()
        .AddSingleton<ReportConsumer>()
        .AddSingleton<IQueueReadModel, BoardProjection>()
        .AddSingleton<OpeningConsumer>()
        .AddOutbox<QueueOutboxMessage>(QueueStore.Declaration);
}
