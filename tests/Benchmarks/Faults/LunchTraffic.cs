using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace QNom.Benchmarks.Faults;

/// <summary>
/// Diners who report, order and pay at stalls, and who do what clients should: whatever is not answered, or answered with a 5xx, 429
/// or "still running", they send again, with the same key.
/// </summary>
internal sealed class LunchTraffic(HttpClient http, IReadOnlyList<string> venues)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentBag<(string Venue, string ReportId)> reports = [];
    private readonly ConcurrentBag<string> orders = [];
    private int attempts;
    private int failures;

    /// <summary>The reports that were acknowledged.</summary>
    public IReadOnlyList<(string Venue, string ReportId)> Reports => [.. reports];

    /// <summary>The orders that were placed and paid for, one for each diner who wanted one.</summary>
    public IReadOnlyList<string> Orders => [.. orders];

    /// <summary>How many requests were sent, and how many of them had to be sent again.</summary>
    public (int Attempts, int Failures) Requests => (attempts, failures);

    /// <summary>Has the stalls take orders.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var owner = await TokenAsync("olivia", "operator", cancellationToken);
        var partner = (await SendAsync(HttpMethod.Post, "partners", owner, """{"name":"Tian Tian"}""", cancellationToken)).GetProperty("partnerId").GetString();
        foreach (var venue in venues)
        {
            await SendAsync(HttpMethod.Put, $"partners/{partner}/venues/{venue}", owner, null, cancellationToken);
            await SendAsync(HttpMethod.Put, $"venues/{venue}/menu", owner, """{"items":[{"itemId":"rice","name":"Chicken Rice","price":{"cents":450,"currency":"SGD"}}]}""", cancellationToken);
            await SendAsync(HttpMethod.Put, $"venues/{venue}/ordering", owner, """{"takesOrders":true,"leadMinutes":10,"portionsPerSlot":60,"lastOrderMinutes":0}""", cancellationToken);
        }
    }

    /// <summary>One diner, who reports one stall, orders at it, and pays.</summary>
    public async Task VisitAsync(int number, bool ordersToo, CancellationToken cancellationToken)
    {
        var venue = venues[number % venues.Count];
        var diner = await TokenAsync($"diner-{number}-{Guid.NewGuid():N}", "diner", cancellationToken);
        var report = await SendAsync(HttpMethod.Post, $"venues/{venue}/queue/reports", diner, $"{{\"waitMinutes\":{5 + (number % 10)}}}", cancellationToken);
        reports.Add((venue, report.GetProperty("reportId").GetString()!));
        if (!ordersToo)
            return;
        var draft = await SendAsync(
            HttpMethod.Post, "orders", diner, $"{{\"venueId\":\"{venue}\",\"items\":[{{\"itemId\":\"rice\",\"quantity\":1,\"unitCents\":450}}]}}", cancellationToken);
        var order = draft.GetProperty("orderId").GetString()!;
        await SendAsync(HttpMethod.Post, $"orders/{order}/place", diner, null, cancellationToken);
        await SendAsync(HttpMethod.Post, $"orders/{order}/payments", diner, """{"method":"card","provider":"stripe"}""", cancellationToken);
        // At the provider's own form, which no fault of ours meets.
        using var paid = await http.PostAsync($"simulator/payments/{order}-1/pay", null, cancellationToken);
        paid.EnsureSuccessStatusCode();
        orders.Add(order);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string token, string? body, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        while (true)
        {
            Interlocked.Increment(ref attempts);
            using var request = new HttpRequestMessage(method, $"api/v1/{path}")
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            };
            if (method == HttpMethod.Post)
                request.Headers.Add("Idempotency-Key", key);
            if (method == HttpMethod.Put)
                request.Headers.TryAddWithoutValidation("If-Match", "*");
            try
            {
                using var answer = await http.SendAsync(request, cancellationToken);
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
                if (!MaySendAgain(answer.StatusCode, text))
                    throw new InvalidOperationException($"{method} {path} was answered {(int)answer.StatusCode}: {text}");
            }
            catch (HttpRequestException)
            {
                // No answer: the same request again.
            }

            Interlocked.Increment(ref failures);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static bool MaySendAgain(HttpStatusCode status, string problem) =>
        status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
        || (status == HttpStatusCode.Conflict && problem.Contains("idempotency-key-in-use", StringComparison.Ordinal));

    private Task<string> TokenAsync(string subject, string role, CancellationToken cancellationToken) =>
        http.GetStringAsync($"identity/token?sub={subject}&role={role}", cancellationToken);
}
