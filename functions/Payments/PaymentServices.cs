using Microsoft.Extensions.DependencyInjection;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using QNom.Payments.Providers.HitPay;
using QNom.Payments.Providers.Stripe;
using QNom.Payments.Reconciliation;
using QNom.Payments.Refunds;
using QNom.Payments.Settlement;
using QNom.Payments.Webhooks;
using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>Registers payments.</summary>
internal static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton(PaymentStore.Declaration)
        .AddSingleton(new QueueDeclaration(PaymentQueues.Commands))
        .AddSingleton(new QueueDeclaration(PaymentQueues.Webhooks))
        .AddSingleton(WebhookArchive.Declaration)
        .AddSingleton(DailyComparison.Declaration)
        .AddSingleton(PaymentSection.Section)
        .AddSingleton<PaymentStore>()
        .AddSingleton<PaymentKeeper>()
        .AddSingleton<IPaymentProvider, StripeProvider>()
        .AddSingleton<IPaymentProvider, HitPayProvider>()
        .AddSingleton<PaymentProviders>()
        .AddSingleton<PaymentDriver>()
        .AddSingleton<PaymentDesk>()
        .AddSingleton<PaymentCommandConsumer>()
        .AddSingleton<RefundDesk>()
        .AddSingleton<IWebhookSource, StandardSource>()
        .AddSingleton<IWebhookSource, AdyenSource>()
        .AddSingleton<WebhookSources>()
        .AddSingleton<WebhookArchive>()
        .AddSingleton<WebhookIntake>()
        .AddSingleton<WebhookConsumer>()
        .AddSingleton<PaymentReconciliation>()
        .AddSingleton<DailyComparison>()
        .AddSingleton<LedgerReader>()
        .AddSettlement()
        .AddOutbox<PaymentOutboxMessage>(PaymentStore.Declaration);
}
