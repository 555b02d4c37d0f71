using Microsoft.Extensions.Logging;
using QNom.Platform.Messaging;
using QNom.Venues;

namespace QNom.Partners.Webhooks;

/// <summary>
/// Makes the attempts. The delivery says what is to be done, and the message only that it is time to look: one that comes
/// twice, too early or too late does no harm. A failed attempt is no failure of ours: it is noted, and the next one is put
/// onto the queue to be seen when it is due. What crashes in between comes again with its message.
/// </summary>
public sealed partial class WebhookCourier(
    WebhookStore store, WebhookSender sender, WebhookAnnouncer announcer, StorageQueues queues, TimeProvider time,
    ILogger<WebhookCourier> logger)
{
    // Longer than an attempt takes; who has died meanwhile holds it up no longer.
    private static readonly TimeSpan Lease = WebhookSender.Patience * 2;

    /// <summary>Makes an attempt, if it is its turn.</summary>
    public async Task DeliverAsync(WebhookDue due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claim = await store.ChangeDeliveryAsync(
            due.PartnerId, due.WebhookId, due.DeliveryId,
            delivery => IsTurn(delivery, due, now) ? delivery with { ClaimedUntil = now + Lease } : null, cancellationToken);
        if (claim.Document is not { State: DeliveryState.Pending } delivery)
            return;
        if (!claim.Written)
        {
            // Already made, and maybe the next one never came onto the queue; or not yet to be made.
            if (due.Attempt >= delivery.Attempts)
                await EnqueueAsync(delivery, now, cancellationToken);
            return;
        }

        if ((await store.FindAsync(due.PartnerId, cancellationToken)).Find(due.WebhookId) is not { State: WebhookState.Active } endpoint)
        {
            await DropAsync(due, cancellationToken);
            return;
        }

        var (attempt, _) = await sender.SendAsync(endpoint, delivery.MessageId, delivery.Payload, readAnswer: false, cancellationToken);
        // The endpoint before the delivery: a crash in between makes one attempt more, and forgets nothing.
        await NoteAsync(delivery, delivery.After(attempt), cancellationToken);
        var after = await store.ChangeDeliveryAsync(
            due.PartnerId, due.WebhookId, due.DeliveryId,
            current => current.Attempts == delivery.Attempts ? current.After(attempt) : null, cancellationToken);
        if (after is { Written: true, Document: { } made })
            DeliveryMetrics.Ended(made, time.GetUtcNow());
        if (after.Document is { State: DeliveryState.Pending } again)
            await EnqueueAsync(again, attempt.At, cancellationToken);
    }

    private static bool IsTurn(WebhookDelivery delivery, WebhookDue due, DateTimeOffset now) =>
        delivery.State == DeliveryState.Pending && due.Attempt == delivery.Attempts + 1
        && !(delivery.DueAt > now) && !(delivery.ClaimedUntil > now);

    // What a queue cannot hide for so long comes too early, and is put back again.
    private Task EnqueueAsync(WebhookDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = new[] { delivery.DueAt, delivery.ClaimedUntil }.Max() ?? now;
        return queues.EnqueueAsync(WebhookQueues.Deliveries, WebhookDue.Next(delivery), at - now, cancellationToken);
    }

    private Task DropAsync(WebhookDue due, CancellationToken cancellationToken) => store.ChangeDeliveryAsync(
        due.PartnerId, due.WebhookId, due.DeliveryId,
        delivery => delivery with { State = DeliveryState.Dropped, DueAt = null, ClaimedUntil = null }, cancellationToken);

    // How an endpoint fares is written only when that changes: one that works costs nothing.
    private async Task NoteAsync(WebhookDelivery before, WebhookDelivery after, CancellationToken cancellationToken)
    {
        var attempt = after.Tries[^1];
        var list = await store.ChangeAsync(before.PartnerId, list =>
        {
            if (list.Find(before.WebhookId) is not { } endpoint)
                return null;
            var noted = Noted(endpoint, attempt, isLast: after.State == DeliveryState.Failed, after.Tries[^after.AttemptsOfRound].At);
            return noted == endpoint ? null : list.With(noted);
        }, cancellationToken);
        if (list.Find(before.WebhookId) is { Disabled: not null } disabled)
        {
            Log.Disabled(logger, disabled.WebhookId, before.PartnerId, disabled.Disabled.Value);
            await announcer.AnnounceAsync(before.PartnerId, DisabledNews.Of(disabled), cancellationToken);
        }
    }

    /// <summary>How an endpoint stands after an attempt; pure.</summary>
    /// <param name="endpoint">The endpoint before it.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="isLast">Whether it will not be made again.</param>
    /// <param name="since">When the delivery was first tried, or first since it was last sent anew.</param>
    internal static WebhookEndpoint Noted(WebhookEndpoint endpoint, WebhookTry attempt, bool isLast, DateTimeOffset since)
    {
        if (attempt.Succeeded)
            return endpoint.FailingSince is null ? endpoint : endpoint with { FailingSince = null };
        var failing = endpoint with { FailingSince = endpoint.FailingSince ?? attempt.At };
        if (failing.Disabled is not null)
            return failing;
        // Nothing at all has arrived in the three days in which this was tried.
        var reason = attempt.IsGone ? DisabledReason.Gone
            : isLast && failing.FailingSince <= since ? DisabledReason.Failing
            : (DisabledReason?)null;
        return reason is null ? failing : failing with { Disabled = reason, DisabledAt = attempt.At };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Endpoint {WebhookId} of partner {PartnerId} is told nothing any more: {Reason}.")]
        public static partial void Disabled(ILogger logger, string webhookId, string partnerId, DisabledReason reason);
    }
}
