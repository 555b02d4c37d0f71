using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using QNom.Diners.Notifications;
using QNom.Platform;

namespace QNom.Tests.Unit.Diners;

/// <summary>What a mail server gets, from one that speaks just enough of RFC 5321.</summary>
public class EmailSenderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_mail_says_what_is_told_and_how_to_stop_it_under_the_name_of_its_notice()
    {
        var (result, heard) = await SendAsync("250 fine");
        Assert.Equal(SendResult.Sent, result);
        Assert.Contains("RCPT TO:<mei@example.com>", heard, StringComparison.Ordinal);
        Assert.Contains("Subject: Laksa: about 7 min wait", heard, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <name-of-the-notice@qnom.example>", heard, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", heard, StringComparison.Ordinal);
        Assert.Contains("To stop", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 no such mailbox", SendResult.Gone)]
    [InlineData("452 full", null)]
    public async Task A_mailbox_that_is_gone_is_told_and_anything_else_fails_without_telling_the_address(string answer, SendResult? expected)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, (await SendAsync(answer)).Result);
            return;
        }

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(answer));
        Assert.DoesNotContain("mei@", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(SendResult Result, string Heard)> SendAsync(string toRecipient)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = ServeAsync(listener, toRecipient);
        var sender = new EmailSender(
            new Settings
            {
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
                MailServer = new Uri($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
                MailFrom = "QNom <alerts@qnom.example>",
            }, new FakeTimeProvider(Noon));
        var result = await sender.SendAsync(
            new Channel("email", ChannelKind.Email, "mei@example.com", Noon),
            new Notification("name-of-the-notice", "stall", "Laksa: about 7 min wait", "Now shorter.", "To stop, delete it.", Noon.AddMinutes(10)),
            TestContext.Current.CancellationToken);
        return (result, await server);
    }

    private static async Task<string> ServeAsync(TcpListener listener, string toRecipient)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var heard = new StringBuilder();
        await writer.WriteLineAsync("220 here");
        var inMail = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            heard.AppendLine(line);
            if (inMail && line != ".")
                continue;
            (inMail, var answer) = line.Split(' ')[0].ToUpperInvariant() switch
            {
                "DATA" => (true, "354 go on"),
                "RCPT" => (false, toRecipient),
                "QUIT" => (false, "221 bye"),
                _ => (false, "250 fine"),
            };
            await writer.WriteLineAsync(answer);
            if (answer.StartsWith("221", StringComparison.Ordinal))
                break;
        }

        return heard.ToString();
    }
}
