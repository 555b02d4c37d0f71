using Microsoft.Extensions.DependencyInjection;
using QNom.Operations.Audit;
using QNom.Operations.Backlog;
using QNom.Operations.DeadLetters;
using QNom.Operations.Health;
using QNom.Operations.Recovery;
using QNom.Platform;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Operations;

/// <summary>Registers what operators need: dead letters, the audit trail and health.</summary>
internal static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton(OperationsSection.Section)
        .AddSingleton(AuditTrail.Declaration)
        .AddSingleton(DeadLetterStore.Declaration)
        .AddSingleton(FailureStore.Declaration)
        .AddSingleton<AuditSeal>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditVerifier>()
        .AddSingleton<DeadLetterStore>()
        .AddSingleton<FailureStore>()
        .AddSingleton<PoisonIntake>()
        .AddSingleton(new QueueDeclaration(ExportStep.Queue))
        .AddSingleton(BackupStore.Declaration)
        .AddSingleton<BackupStore>()
        .AddSingleton<PartExport>()
        .AddSingleton<BackupRun>()
        .AddSingleton<Restore>()
        .AddSingleton<Replay>()
        .AddSingleton<FileReplay>()
        .AddDependency<AuditTrail>("database", (trail, cancelled) => trail.ProbeAsync(cancelled))
        .AddDependency<StorageProbe>("queues", (storage, cancelled) => storage.QueuesAsync(cancelled))
        .AddDependency<StorageProbe>("files", (storage, cancelled) => storage.FilesAsync(cancelled))
        .AddDependency<IssuerKeys>("identity", (keys, cancelled) => keys.CurrentAsync(cancelled))
        .AddSingleton<StorageProbe>()
        .AddSingleton<QueueDepths>()
        .AddSingleton<Readiness>();

    private static IServiceCollection AddDependency<T>(
        this IServiceCollection services, string name, Func<T, CancellationToken, Task> probe)
        where T : class =>
        services.AddSingleton(provider =>
            new Dependency(name, cancelled => probe(provider.GetRequiredService<T>(), cancelled)));
}
