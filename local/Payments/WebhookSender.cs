using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace QNom.Local.Payments;

/// <summary>
/// Sends the simulator's webhooks, signed as their providers sign, again and again until they are accepted; late, twice, shuffled or
/// never, as it is told.
/// </summary>
internal sealed class WebhookSender(Uri functions, SimulatorSecrets secrets, string pages, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MostShuffled = TimeSpan.FromSeconds(5);

    // Real senders try for days; so long a development machine may be busy or its storage away.
    private const int Attempts = 60;

    private readonly HttpClient http = new() { BaseAddress = functions, Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource stop = new();

    /// <summary>What goes wrong from now on.</summary>
    public WebhookTroubles Troubles { get; set; }

    /// <summary>Tells of a change; returns at once.</summary>
    public void Tell(SimulatedPayment payment, string change)
    {
        var troubles = Troubles;
        if (troubles.HasFlag(WebhookTroubles.Never))
            return;
        var body = Encoding.UTF8.GetBytes((payment.Provider == "stripe"
            ? StripeJson.Event(payment, change, pages, time.GetUtcNow())
            : HitPayEndpoints.Request(payment, pages)).ToJsonString());
        for (var copy = troubles.HasFlag(WebhookTroubles.Twice) ? 2 : 1; copy > 0; copy--)
            _ = SendAsync(payment.Provider, body, DelayOf(troubles));
    }

    public ValueTask DisposeAsync()
    {
        stop.Cancel();
        http.Dispose();
        stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TimeSpan DelayOf(WebhookTroubles troubles) =>
        (troubles.HasFlag(WebhookTroubles.Late) ? Lateness : default)
        + (troubles.HasFlag(WebhookTroubles.Shuffled) ? MostShuffled * (RandomNumberGenerator.GetInt32(1000) / 1000.0) : default);

    private async Task SendAsync(string provider, byte[] body, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time, stop.Token);
            for (var attempt = 0; attempt < Attempts && !await DeliverAsync(provider, body); attempt++)
                await Task.Delay(TimeSpan.FromSeconds(1 << Math.Min(attempt, 2)), time, stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The cloud stops; what was not delivered the reconciliation finds.
        }
    }

    private async Task<bool> DeliverAsync(string provider, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/webhooks/{provider}")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (provider == "stripe")
        {
            // Signed anew for every attempt, as Stripe does.
            var at = time.GetUtcNow().ToUnixTimeSeconds();
            request.Headers.Add("Stripe-Signature", $"t={at},v1={Sign(secrets.StripeWebhook, [.. Encoding.ASCII.GetBytes($"{at}."), .. body])}");
        }
        else
        {
            request.Headers.Add("Hitpay-Signature", Sign(secrets.HitPaySalt, body));
            request.Headers.Add("Hitpay-Event-Object", "payment_request");
        }

        try
        {
            using var answer = await http.SendAsync(request, stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            // Not answered in time.
            return false;
        }
    }

    private static string Sign(string secret, byte[] content) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
}
