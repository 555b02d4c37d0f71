using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using QNom.Payments.Providers;
using QNom.Platform.Messaging;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Works on stored webhooks: each event once, in whatever order. An event that decides is applied as it is; otherwise the
/// payment is fetched from whoever charged it, and that is applied.
/// </summary>
public sealed partial class WebhookConsumer(
    WebhookArchive archive, WebhookSources sources, PaymentProviders providers, PaymentStore store, PaymentKeeper keeper,
    TimeProvider time, ILogger<WebhookConsumer> logger)
{
    // Much longer than a write may take, and much shorter than a blob is kept.
    private static readonly TimeSpan NeverStoredFor = TimeSpan.FromHours(1);

    /// <summary>Takes a message of the queue. Of webhooks that came together one that fails keeps none of the others.</summary>
    /// <exception cref="InvalidDataException">The webhook is not of a shape that its sender sends, or is no longer stored.</exception>
    /// <exception cref="TimeoutException">The webhook is not stored yet: the message comes again.</exception>
    /// <exception cref="ProviderUnavailableException">The provider was to be asked and did not answer: the message comes again.</exception>
    /// <exception cref="AggregateException">Several webhooks failed.</exception>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var told = QueueMessages.Read<PaymentWebhook>(message);
        // Switched off meanwhile: it waits, and at last an operator decides.
        var source = sources.Find(told.Source) ?? throw new ProviderUnavailableException(told.Source);
        if (await archive.FindAsync(told.Blob, cancellationToken) is not { } webhooks)
        {
            GiveUpOn(told);
            return;
        }

        var failures = new List<Exception>();
        foreach (var webhook in webhooks)
        {
            try
            {
                foreach (var @event in source.Read(webhook))
                    await TakeAsync(source, @event, cancellationToken);
                WebhookMetrics.Applied(source.Name, time.GetUtcNow() - told.At);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(exception);
            }
        }

        if (failures is [var only])
            ExceptionDispatchInfo.Throw(only);
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    // The message was written and the blob was not: then nobody was answered, and the sender comes again.
    private void GiveUpOn(PaymentWebhook told)
    {
        var age = time.GetUtcNow() - told.At;
        if (age <= WebhookIntake.WriteTakesAtMost)
            throw new TimeoutException("The webhook is not stored yet.");
        if (age > NeverStoredFor)
            throw new InvalidDataException("The webhook is no longer stored.");
        Log.NeverStored(logger, told.Source);
    }

    private async Task TakeAsync(IWebhookSource source, ProviderEvent told, CancellationToken cancellationToken)
    {
        var said = told.Payment;
        var paymentId = told.PaymentId;
        if (paymentId is null && told.ProviderId is { } providerId && source is IPaymentProvider teller)
        {
            said = await teller.FindAsync(providerId, cancellationToken);
            paymentId = said?.PaymentId;
        }

        // Of nothing that was begun here: the provider's account may serve others, too.
        if (paymentId is null || await store.FindAsync(paymentId, cancellationToken) is not { Document: var payment } stored)
        {
            Log.NotOurs(logger, source.Name);
            return;
        }

        var seen = SeenEvent.Of(source.Name, told.EventId, paymentId);
        if (said is null || payment.Provider != source.Name || !PaymentRules.Decides(payment, said))
        {
            if (await store.HasSeenAsync(seen, cancellationToken))
                return;
            said = await providers.Of(payment.Provider).FetchAsync(payment, cancellationToken);
        }

        await keeper.ChangeAsync(
            paymentId, (now, at) => said is null ? null : PaymentRules.Apply(now, said, at), cancellationToken, seen, stored);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "An event of {Source} is of no payment of ours.")]
        public static partial void NotOurs(ILogger logger, string source);

        [LoggerMessage(2, LogLevel.Warning, "A webhook of {Source} was not stored and so not acknowledged; its sender comes again.")]
        public static partial void NeverStored(ILogger logger, string source);
    }
}
