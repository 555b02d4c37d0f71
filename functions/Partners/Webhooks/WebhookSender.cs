using System.Text;
using QNom.Platform;
using QNom.Platform.Network;

namespace QNom.Partners.Webhooks;

/// <summary>What an endpoint answered.</summary>
/// <param name="Try">How it went.</param>
/// <param name="Body">The beginning of what it said, if that was asked for.</param>
public sealed record WebhookAnswer(WebhookTry Try, string? Body);

/// <summary>Sends one webhook to one endpoint, signed and once. Whatever happens there is an answer and no exception.</summary>
public sealed class WebhookSender(
    PublicConnections connections, Settings settings, EndpointSecrets secrets, TimeProvider time) : IDisposable
{
    /// <summary>How long an endpoint may take, from the name to the head of its answer: as long as Standard Webhooks advise at least.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // An answer to a challenge is a few words.
    private const int LongestAnswer = 4 * 1024;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly HttpClient client = connections.Client(Timeout.InfiniteTimeSpan, settings.WebhooksToLoopback);

    /// <summary>Sends.</summary>
    /// <param name="endpoint">Where to, and under whose secrets.</param>
    /// <param name="messageId">The <c>webhook-id</c>.</param>
    /// <param name="payload">The body.</param>
    /// <param name="readAnswer">Whether what is answered matters, and not only that it is.</param>
    /// <param name="cancellationToken">Ends the attempt, for our own reasons: the one thing that is thrown.</param>
    public async Task<WebhookAnswer> SendAsync(
        WebhookEndpoint endpoint, string messageId, string payload, bool readAnswer, CancellationToken cancellationToken)
    {
        var (at, start) = (time.GetUtcNow(), time.GetTimestamp());
        using var patience = new CancellationTokenSource(Patience, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = Request(endpoint, messageId, payload, at);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            var body = readAnswer ? await ReadAsync(response, limited.Token) : null;
            return new WebhookAnswer(
                Tried(response.IsSuccessStatusCode ? null : WebhookFault.Status, (int)response.StatusCode, RestOf(response)), body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Also what the connection's own limit throws.
            return new WebhookAnswer(Tried(WebhookFault.Timeout), null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new WebhookAnswer(Tried(exception.GetBaseException() is ClosedAddressException ? WebhookFault.Address : WebhookFault.Connection), null);
        }

        WebhookTry Tried(WebhookFault? fault, int? status = null, TimeSpan? rest = null) =>
            new(at, status, fault, (int)time.GetElapsedTime(start).TotalMilliseconds, rest);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(WebhookEndpoint endpoint, string messageId, string payload, DateTimeOffset at) => new(HttpMethod.Post, endpoint.Url)
    {
        Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        Headers =
        {
            { "User-Agent", "QNom-Webhooks/1.0" },
            { StandardWebhook.IdHeader, messageId },
            { StandardWebhook.TimeHeader, StandardWebhook.Time(at) },
            { StandardWebhook.SignatureHeader, secrets.Sign(endpoint, messageId, at, payload) },
        },
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    // Who is busy (429, 503) says for how long; nobody is left alone for longer than a day for it.
    private TimeSpan? RestOf(HttpResponseMessage response)
    {
        var rest = (int)response.StatusCode is 429 or 503
            ? response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - time.GetUtcNow())
            : null;
        return rest > TimeSpan.Zero ? (rest > LongestRest ? LongestRest : rest) : null;
    }
}
