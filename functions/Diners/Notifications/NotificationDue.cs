using QNom.Diners.Alerts;
using QNom.Platform.Messaging;

namespace QNom.Diners.Notifications;

/// <summary>A notice is to go out on a channel. Neither text nor address is in it: both are read when it is sent.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="DinerId">To whom, a pseudonym.</param>
/// <param name="NoticeId">What: the id of a notice in the diner's partition.</param>
/// <param name="ChannelId">How.</param>
/// <param name="ExpiresAt">Later than this it is no news, UTC.</param>
public sealed record NotificationDue(
    string Schema, string DinerId, string NoticeId, string ChannelId, DateTimeOffset ExpiresAt) : IQueueMessage
{
    /// <summary>The queue of these.</summary>
    public const string Queue = "notifications";

    /// <inheritdoc/>
    public static string CurrentSchema => "notification-due/1";

    /// <summary>The outbox entry of a notice on a channel.</summary>
    internal static DinerOutboxMessage Of(
        string dinerId, NoticeDocument notice, Channel channel, DateTimeOffset expires, DateTimeOffset now) => DinerOutboxMessage.Of(
        dinerId, Queue, new NotificationDue(CurrentSchema, dinerId, notice.Id, channel.ChannelId, expires), now);
}
