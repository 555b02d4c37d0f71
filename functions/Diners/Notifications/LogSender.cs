using Microsoft.Extensions.Logging;

namespace QNom.Diners.Notifications;

/// <summary>Says in the log that something would have been sent: where no server for it is set up, as on one machine.</summary>
public sealed partial class LogSender(ChannelKind kind, ILogger<LogSender> logger) : INotificationSender
{
    /// <inheritdoc/>
    public ChannelKind Kind => kind;

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(Channel channel, Notification what, CancellationToken cancellationToken)
    {
        // Neither to whom nor where: a person's whereabouts at noon are nobody's business.
        Log.Sent(logger, Kind);
        return Task.FromResult(SendResult.Sent);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A notification by {Kind} would have been sent: no server for it is set up.")]
        public static partial void Sent(ILogger logger, ChannelKind kind);
    }
}
