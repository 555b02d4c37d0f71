using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using QNom.Platform;

namespace QNom.Diners.Notifications;

/// <summary>Sends e-mail through the mail server of the settings.</summary>
public sealed class EmailSender(Settings settings, TimeProvider time) : INotificationSender
{
    /// <inheritdoc/>
    public ChannelKind Kind => ChannelKind.Email;

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Channel channel, Notification what, CancellationToken cancellationToken)
    {
        var from = MailboxAddress.Parse(settings.MailFrom!);
        using var mail = new MimeMessage
        {
            // The same for the same notice, by which many mailboxes show what comes twice once.
            MessageId = $"{what.Name}@{from.Domain}",
            Date = time.GetUtcNow(),
            Subject = what.Title,
            Body = new TextPart("plain") { Text = $"{what.Text}\n\n{what.Stop}\n" },
        };
        mail.From.Add(from);
        mail.To.Add(MailboxAddress.Parse(channel.Address));
        // RFC 3834: nobody is away for this.
        mail.Headers.Add("Auto-Submitted", "auto-generated");

        var server = settings.MailServer!;
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.IsDefaultPort ? 0 : server.Port, Security(server), cancellationToken);
        if (Uri.UnescapeDataString(server.UserInfo) is { Length: > 0 } user)
            await client.AuthenticateAsync(user, settings.MailPassword ?? "", cancellationToken);
        try
        {
            await client.SendAsync(mail, cancellationToken);
            return SendResult.Sent;
        }
        catch (SmtpCommandException refused)
        {
            // RFC 5321, section 4.2.3: 550 and 551 say that there is no such mailbox. The exception names it.
            return refused is { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath }
                ? SendResult.Gone
                : throw new ProtocolViolation(refused.StatusCode);
        }
        finally
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
    }

    // Never in the clear, but to a server on this machine.
    private static SecureSocketOptions Security(Uri server) => server switch
    {
        { Scheme: "smtps" } => SecureSocketOptions.SslOnConnect,
        { IsLoopback: true } => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>The mail server would not take it, for a reason that may pass.</summary>
    private sealed class ProtocolViolation(SmtpStatusCode status) : ProtocolException($"The mail server answered {(int)status}.");
}
