using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>Registers payments.</summary>
internal static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton(PaymentStore.Declaration)
        .AddSingleton(new QueueDeclaration(PaymentQueues.Commands))
        .AddSingleton<PaymentStore>()
        .AddSingleton<PaymentKeeper>()
        .AddSingleton<PaymentProviders>()
        .AddSingleton<PaymentDriver>()
        .AddSingleton<PaymentDesk>()
        .AddSingleton<PaymentCommandConsumer>()
        .AddSingleton<LedgerReader>()
        .AddSingleton(provider => new Outbox<PaymentOutboxMessage>(
            provider.GetRequiredService<PaymentStore>().Container,
            provider.GetRequiredService<StorageQueues>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbox<PaymentOutboxMessage>>>()));
}
