using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using QNom.Diners.Alerts;
using QNom.Diners.Consents;
using QNom.Venues;

namespace QNom.Diners.Notifications;

/// <summary>
/// Brings notices to their channels. A message that comes again finds that it was sent; only a crash between the sending and
/// the writing down of it sends twice, under the same name.
/// </summary>
public sealed partial class NotificationDelivery(
    DinerStore store, ChannelDesk channels, VenueStore venues, IEnumerable<INotificationSender> senders, TimeProvider time,
    ILogger<NotificationDelivery> logger)
{
    /// <summary>Sends a notice on a channel; nothing, if it was sent, has come too late or is not wanted any more.</summary>
    public async Task DeliverAsync(NotificationDue due, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() >= due.ExpiresAt)
        {
            Log.TooLate(logger);
            return;
        }

        if (await store.FindAsync(due.DinerId, cancellationToken) is not { } diner || !diner.Allows(ConsentPurpose.Notifications)
            || await store.FindNoticeAsync(due.DinerId, due.NoticeId, cancellationToken) is not { } notice
            || notice.Sent.ContainsKey(due.ChannelId)
            || (await channels.FindAsync(due.DinerId, cancellationToken)).FirstOrDefault(one => one.ChannelId == due.ChannelId) is not { } channel
            || await venues.FindAsync(notice.Notice.VenueId, cancellationToken) is not { } venue)
        {
            return;
        }

        var sender = senders.Single(one => one.Kind == channel.Kind);
        var what = NotificationWords.Write(
            NameOf(due), notice.Notice, venue.Facts, diner.Preferences.Language, due.ExpiresAt);
        if (await sender.SendAsync(channel, what, cancellationToken) == SendResult.Gone)
        {
            await channels.RemoveAsync(due.DinerId, channel.ChannelId, cancellationToken);
            Log.Gone(logger, channel.Kind);
        }

        await store.MarkSentAsync(due.DinerId, due.NoticeId, due.ChannelId, time.GetUtcNow(), cancellationToken);
    }

    // 32 characters, as many as a push service takes; nothing of the diner can be told from it.
    private static string NameOf(NotificationDue due) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{due.DinerId}\n{due.NoticeId}")).AsSpan(0, 24));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A notification was late by then, and nobody was told.")]
        public static partial void TooLate(ILogger logger);

        [LoggerMessage(2, LogLevel.Information, "A channel by {Kind} was gone, and is removed.")]
        public static partial void Gone(ILogger logger, ChannelKind kind);
    }
}
