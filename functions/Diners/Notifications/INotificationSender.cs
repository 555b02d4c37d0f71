namespace QNom.Diners.Notifications;

/// <summary>What is sent.</summary>
/// <param name="Name">
/// The same for the same notice, at most 32 characters of base64url: what is sent twice after a crash takes the place of the
/// first, where the channel can do that.
/// </param>
/// <param name="VenueId">What it is about.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">What more there is to say.</param>
/// <param name="Stop">How one stops being told.</param>
/// <param name="ExpiresAt">Later than this it is no news, UTC.</param>
public sealed record Notification(
    string Name, string VenueId, string Title, string Text, string Stop, DateTimeOffset ExpiresAt);

/// <summary>What came of sending something.</summary>
public enum SendResult
{
    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>The address is gone for good.</summary>
    Gone,
}

/// <summary>Sends notifications on one kind of channel. May be asked twice for the same one.</summary>
public interface INotificationSender
{
    /// <summary>The channels it can use.</summary>
    ChannelKind Kind { get; }

    /// <summary>Sends. Whatever went wrong and may go better later is an exception that tells nothing of the address.</summary>
    Task<SendResult> SendAsync(Channel channel, Notification what, CancellationToken cancellationToken);
}
