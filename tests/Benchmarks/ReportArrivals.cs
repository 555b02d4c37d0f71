using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace QNom.Benchmarks;

/// <summary>What became of a report that was sent.</summary>
/// <param name="Venue">Where.</param>
/// <param name="ReportId">Its id; null if it was not acknowledged.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Acknowledged">From sent to acknowledged.</param>
/// <param name="Visible">From acknowledged to visible; null if it was not seen.</param>
/// <param name="VisibleAt">When it was visible, by the clock of <see cref="Stopwatch"/>.</param>
/// <param name="Shown">What was shown then.</param>
internal sealed record SentReport(
    string Venue, string? ReportId, DateTimeOffset ReceivedAt, TimeSpan Acknowledged, TimeSpan? Visible = null, long VisibleAt = 0,
    ShownWait Shown = default);

/// <summary>The numbers that are shown of a wait; all null for none.</summary>
internal readonly record struct ShownWait(int? Likely, int? Low, int? High)
{
    public static ShownWait Of(JsonElement wait) => wait.ValueKind == JsonValueKind.Null
        ? default
        : new(Minutes(wait, "likely"), Minutes(wait, "low"), Minutes(wait, "high"));

    private static int? Minutes(JsonElement wait, string name) =>
        wait.GetProperty(name) is { ValueKind: JsonValueKind.Number } minutes ? minutes.GetInt32() : null;
}

/// <summary>
/// Reports at a constant rate, each by a diner of its own: an open model, in which a slow answer does not slow the arrivals
/// down. After each, somebody asks for the queue until the report is in it.
/// </summary>
internal sealed class ReportArrivals(HttpClient http, IReadOnlyList<string> venues, TimeSpan giveUpAfter)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a report was answered with something else than 202, or not at all.</summary>
    public int Errors { get; private set; }

    /// <summary>Tokens for so many diners, before anything is measured.</summary>
    public async Task<IReadOnlyList<string>> TokensAsync(int count, CancellationToken cancellationToken)
    {
        var (run, tokens) = (Guid.NewGuid().ToString("N"), new string[count]);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
            async (i, cancelled) => tokens[i] = await http.GetStringAsync($"identity/token?sub={run}-{i}&role=diner", cancelled));
        return tokens;
    }

    /// <summary>One report per token.</summary>
    public async Task<IReadOnlyList<SentReport>> ArriveAsync(
        IReadOnlyList<string> tokens, int rate, CancellationToken cancellationToken)
    {
        var arrivals = new List<Task<SentReport>>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < tokens.Count; i++)
        {
            // The timer may fall behind; arrivals then catch up at once, as they would from many independent people.
            while (clock.Elapsed < TimeSpan.FromSeconds((double)i / rate))
                await timer.WaitForNextTickAsync(cancellationToken);
            arrivals.Add(ReportAsync(venues[i % venues.Count], tokens[i], 5 + (i % 40), cancellationToken));
        }

        var sent = await Task.WhenAll(arrivals);
        Errors += sent.Count(report => report.ReportId is null);
        return sent;
    }

    private async Task<SentReport> ReportAsync(string venue, string token, int minutes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/venues/{venue}/queue/reports")
        {
            Content = JsonContent.Create(new { waitMinutes = minutes }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        var start = Stopwatch.GetTimestamp();
        var answer = await TryAsync(request, HttpStatusCode.Accepted, cancellationToken);
        var acknowledgedAt = Stopwatch.GetTimestamp();
        var acknowledged = Stopwatch.GetElapsedTime(start, acknowledgedAt);
        if (answer is not { } accepted)
            return new SentReport(venue, null, default, acknowledged);
        var (id, receivedAt) = (accepted.GetProperty("reportId").GetString(), accepted.GetProperty("receivedAt").GetDateTimeOffset());

        while (Stopwatch.GetElapsedTime(acknowledgedAt) < giveUpAfter)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, $"api/v1/venues/{venue}/queue");
            if (await TryAsync(question, HttpStatusCode.OK, cancellationToken) is { } status
                && status.GetProperty("updatedAt") is { ValueKind: JsonValueKind.String } updated
                && updated.GetDateTimeOffset() >= receivedAt)
            {
                var visibleAt = Stopwatch.GetTimestamp();
                return new SentReport(
                    venue, id, receivedAt, acknowledged, Stopwatch.GetElapsedTime(acknowledgedAt, visibleAt), visibleAt,
                    ShownWait.Of(status.GetProperty("wait")));
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        return new SentReport(venue, id, receivedAt, acknowledged);
    }

    // Null if it was answered otherwise, or the process died under it.
    private async Task<JsonElement?> TryAsync(HttpRequestMessage request, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.StatusCode == expected
                ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
