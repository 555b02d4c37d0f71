using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace QNom.Benchmarks;

/// <summary>
/// Listens to the streams of sites, by turns, and remembers when it was told what. Who loses its stream comes back with the
/// last id that it saw, as browsers do.
/// </summary>
internal sealed class StreamListeners : IAsyncDisposable
{
    private static readonly TimeSpan ComesBackAfter = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource stopping = new();
    private readonly List<(string SiteId, ConcurrentQueue<Told> Events)> listeners = [];
    private readonly List<Task> running = [];
    private int backwards, returns;

    /// <summary>How many events had an id that was not larger than the one before.</summary>
    public int Backwards => backwards;

    /// <summary>How often a listener lost its stream and came back.</summary>
    public int Returns => returns;

    public static async Task<StreamListeners> StartAsync(
        HttpClient http, IReadOnlyList<string> sites, int count, CancellationToken cancellationToken)
    {
        var streams = new StreamListeners();
        for (var i = 0; i < count; i++)
        {
            var (site, events) = (sites[i % sites.Count], new ConcurrentQueue<Told>());
            var response = await OpenAsync(http, site, 0, cancellationToken);
            streams.listeners.Add((site, events));
            streams.running.Add(streams.ListenAsync(http, site, response, events));
        }

        return streams;
    }

    /// <summary>
    /// From when somebody who asks saw a report to when each listener of its site was shown the same, or something later; null
    /// where it never was. A report that changes no number is no event: who was shown that number before waits for nothing.
    /// </summary>
    public IReadOnlyList<TimeSpan?> Delays(IReadOnlyDictionary<string, string> siteOf, IEnumerable<SentReport> reports) =>
    [
        .. from report in reports
           from listener in listeners
           where listener.SiteId == siteOf[report.Venue]
           select Delay(report, listener.Events),
    ];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient http, string site, long last, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/sites/{site}/stream");
        if (last > 0)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        return (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)).EnsureSuccessStatusCode();
    }

    private async Task ListenAsync(HttpClient http, string site, HttpResponseMessage? response, ConcurrentQueue<Told> events)
    {
        for (var last = 0L; !stopping.IsCancellationRequested; response = null)
        {
            try
            {
                using var open = response ?? await OpenAsync(http, site, last, stopping.Token);
                using var lines = new StreamReader(await open.Content.ReadAsStreamAsync(stopping.Token));
                var id = last;
                while (await lines.ReadLineAsync(stopping.Token) is { } line)
                {
                    if (line.StartsWith("id: ", StringComparison.Ordinal))
                    {
                        id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
                        if (id <= last)
                            Interlocked.Increment(ref backwards);
                    }
                    else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    {
                        // Only now: an event that is cut in two was not seen.
                        last = id;
                        Read(line[6..], events);
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The process died; its successor may not be there yet.
            }

            Interlocked.Increment(ref returns);
            await Task.Delay(ComesBackAfter, stopping.Token);
        }
    }

    private static void Read(string data, ConcurrentQueue<Told> events)
    {
        var stall = JsonSerializer.Deserialize<JsonElement>(data);
        var wait = stall.GetProperty("wait");
        if (wait.GetProperty("updatedAt") is { ValueKind: JsonValueKind.String } updated)
        {
            events.Enqueue(new Told(
                stall.GetProperty("venueId").GetString()!, ShownWait.Of(wait), updated.GetDateTimeOffset(), Stopwatch.GetTimestamp()));
        }
    }

    private static TimeSpan? Delay(SentReport report, IEnumerable<Told> events)
    {
        var stall = events.Where(told => told.Venue == report.Venue).ToList();
        if (stall.LastOrDefault(told => told.At <= report.VisibleAt) is { } before
            && (before.Wait == report.Shown || before.UpdatedAt >= report.ReceivedAt))
        {
            return TimeSpan.Zero;
        }

        return stall.Find(told => told.At > report.VisibleAt && (told.Wait == report.Shown || told.UpdatedAt >= report.ReceivedAt)) is { } after
            ? Stopwatch.GetElapsedTime(report.VisibleAt, after.At)
            : null;
    }

    private sealed record Told(string Venue, ShownWait Wait, DateTimeOffset UpdatedAt, long At);
}
