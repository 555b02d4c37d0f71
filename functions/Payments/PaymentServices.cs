using Microsoft.Extensions.DependencyInjection;
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
        .AddOutbox<PaymentStore, PaymentOutboxMessage>(store => store.Container);
}
