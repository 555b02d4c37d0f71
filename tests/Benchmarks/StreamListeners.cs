using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace QNom.Benchmarks;

/// <summary>Listens to the streams of sites, by turns, and remembers when it was told what.</summary>
internal sealed class StreamListeners : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<(string SiteId, ConcurrentQueue<Told> Events)> listeners = [];
    private readonly List<Task> running = [];
    private int backwards;

    /// <summary>From visible to told, of every change that was expected.</summary>
    public List<TimeSpan> Delays { get; } = [];

    /// <summary>How many expected changes a listener was not told of.</summary>
    public int NotTold { get; private set; }

    /// <summary>How many events had an id that was not larger than the one before.</summary>
    public int Backwards => backwards;

    public static async Task<StreamListeners> StartAsync(
        HttpClient http, IReadOnlyList<string> sites, int count, CancellationToken cancellationToken)
    {
        var streams = new StreamListeners();
        for (var i = 0; i < count; i++)
        {
            var site = sites[i % sites.Count];
            var response = await http.GetAsync(
                $"api/v1/sites/{site}/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            var events = new ConcurrentQueue<Told>();
            streams.listeners.Add((site, events));
            streams.running.Add(streams.ListenAsync(response, events));
        }

        return streams;
    }

    /// <summary>Looks up when each listener of a site was told of a report, or of a later one at the same stall.</summary>
    public void Expect(string siteId, string venue, DateTimeOffset receivedAt, long visibleAt)
    {
        foreach (var (_, events) in listeners.Where(listener => listener.SiteId == siteId))
        {
            var told = events.FirstOrDefault(told => told.Venue == venue && told.UpdatedAt >= receivedAt);
            if (told is null)
                NotTold++;
            else // Told before someone who asked all the time saw it: no delay.
                Delays.Add(told.At > visibleAt ? Stopwatch.GetElapsedTime(visibleAt, told.At) : TimeSpan.Zero);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task ListenAsync(HttpResponseMessage response, ConcurrentQueue<Told> events)
    {
        using var open = response;
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stopping.Token));
        var last = 0L;
        while (await lines.ReadLineAsync(stopping.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                var id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
                if (id <= last)
                    Interlocked.Increment(ref backwards);
                last = id;
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var stall = JsonSerializer.Deserialize<JsonElement>(line[6..]);
                if (stall.GetProperty("wait").GetProperty("updatedAt") is { ValueKind: JsonValueKind.String } updated)
                    events.Enqueue(new Told(stall.GetProperty("venueId").GetString()!, updated.GetDateTimeOffset(), Stopwatch.GetTimestamp()));
            }
        }
    }

    private sealed record Told(string Venue, DateTimeOffset UpdatedAt, long At);
}
