using System.Net;
using System.Net.Sockets;
using QNom.Partners.Webhooks;
using QNom.Platform;
using QNom.Platform.Identity;
using QNom.Platform.Network;

namespace QNom.Tests.Unit.Partners.Webhooks;

public sealed class WebhookSenderTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public WebhookSenderTests() => listener.Start();

    public void Dispose() => listener.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    // One bad address among good ones.
    [InlineData("93.184.215.14,10.0.0.1")]
    [InlineData("")]
    public async Task A_name_that_leads_to_a_closed_address_is_not_called(string addresses)
    {
        var attempt = await SendAsync(addresses, toLoopback: false);

        Assert.Equal((WebhookFault.Address, null), (attempt.Fault, attempt.Status));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task An_address_in_the_URL_is_checked_as_well() =>
        Assert.Equal(WebhookFault.Address, (await SendAsync("93.184.215.14", toLoopback: false, host: "127.0.0.1")).Fault);

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1/elsewhere", WebhookFault.Status, 302)]
    [InlineData("204 No Content", null, 204)]
    [InlineData("404 Not Found", WebhookFault.Status, 404)]
    public async Task In_development_this_machine_is_called_and_nothing_is_followed(string answer, WebhookFault? fault, int status)
    {
        var server = AnswerAsync($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
        var attempt = await SendAsync("127.0.0.1", toLoopback: true);

        Assert.Equal((fault, (int?)status), (attempt.Fault, attempt.Status));
        Assert.Contains("webhook-signature: v1,", await server, StringComparison.OrdinalIgnoreCase);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task What_is_no_answer_is_a_failed_connection(string answer)
    {
        var server = AnswerAsync(answer);
        Assert.Equal(WebhookFault.Connection, (await SendAsync("127.0.0.1", toLoopback: true)).Fault);
        await server;
    }

    [Fact]
    public async Task Headers_without_end_are_not_read_to_their_end()
    {
        var server = AnswerAsync($"HTTP/1.1 200 OK\r\nX-Long: {new string('a', 64 * 1024)}\r\n\r\n");
        Assert.Equal(WebhookFault.Connection, (await SendAsync("127.0.0.1", toLoopback: true)).Fault);
        await server;
    }

    private static Settings Settings(bool toLoopback) => new()
    {
        Issuer = new Uri("https://issuer.example"),
        PseudonymKey = "0123456789abcdef",
        CredentialKey = new string('k', 32),
        WebhooksToLoopback = toLoopback,
    };

    private async Task<WebhookTry> SendAsync(string addresses, bool toLoopback, string host = "pos.example")
    {
        var found = addresses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();
        var secrets = new EndpointSecrets(new CredentialKeys(Settings(toLoopback)));
        using var sender = new WebhookSender(
            new PublicConnections((_, _) => Task.FromResult(found)), Settings(toLoopback), secrets, TimeProvider.System);
        var endpoint = new WebhookEndpoint
        {
            WebhookId = "w",
            Url = $"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/",
            CreatedAt = default,
            Secrets = [secrets.Seal(secrets.Make(new byte[32]), "w", "s", default)],
        };
        return (await sender.SendAsync(endpoint, "message", "{}", readAnswer: false, CancellationToken.None)).Try;
    }

    // Reads to the end of the body, answers, and hangs up.
    private async Task<string> AnswerAsync(string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var (buffer, request) = (new byte[4096], "");
        while (!request.EndsWith("{}", StringComparison.Ordinal))
            request += System.Text.Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        return request;
    }
}
