using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Queues;

namespace QNom.Diners.Alerts;

/// <summary>Tells a diner, once per occasion, that a wait is as short as they wanted.</summary>
public sealed class AlertChecker(DinerStore store, AlertIndex index, QueueReader queues, TimeProvider time)
{
    // Who hears of a short wait later than this would walk to a long one.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Looks at an alert: brings its entry at the venue up to date, and tells what there is to tell.</summary>
    public async Task CheckAsync(AlertCheck check, CancellationToken cancellationToken)
    {
        var alerts = (await store.ReadAsync<AlertsDocument>(check.DinerId, cancellationToken))?.Document.Alerts ?? [];
        if (alerts.FirstOrDefault(alert => alert.AlertId == check.AlertId) is not { } alert)
        {
            await index.RemoveAsync(check.VenueId, check.AlertId, cancellationToken);
            return;
        }

        if (check.Changed)
            await index.SaveAsync(check.DinerId, alert, toldUntil: null, cancellationToken);
        var now = time.GetUtcNow();
        if (alert.When.At(now) is not { } occasion)
            return;
        // As it is now, not as it was when this was sent: it may have waited, or come twice.
        if (await queues.FindAsync(alert.VenueId, cancellationToken) is not { } status
            || !(AlertWatch.LiveWait(status, now) < alert.When.UnderMinutes))
        {
            return;
        }

        await TellAsync(check.DinerId, alert, occasion, status.Wait!.Likely, now, cancellationToken);
        // Also where nobody could be told: nothing of this occasion has to be looked at again.
        await index.SaveAsync(check.DinerId, alert, occasion.Ends, cancellationToken);
    }

    private async Task TellAsync(
        string dinerId, Alert alert, AlertOccasion occasion, int likely, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var channels = (await store.ReadAsync<ChannelsDocument>(dinerId, cancellationToken))?.Document.Channels ?? [];
        if (channels.Count == 0)
            return;
        var notice = NoticeDocument.Of(dinerId, alert, occasion, likely, now);
        var expires = occasion.Ends < now + Fresh ? occasion.Ends : now + Fresh;
        // The notice's id is the occasion's, so there is one; the diner's ETag, so there is none without consent.
        await store.ChangeAsync<DinerDocument>(
            dinerId,
            diner => diner?.Allows(ConsentPurpose.Notifications) != true ? null : new DinerChange<DinerDocument>(diner)
            {
                Adds = [notice],
                Events = [.. channels.Select(channel => NotificationDue.Of(dinerId, notice, channel, expires, now))],
            },
            cancellationToken);
    }
}
