using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local;
using QNom.Operations.Backlog;
using QNom.Platform.Identity;
using QNom.Queues;
using QNom.Tests.Integration.BadInput;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Telemetry;

/// <summary>What the app tells of itself: enough to follow a report to whoever watches, and nothing of anybody.</summary>
[Collection(nameof(TelemetryCloud))]
public sealed class TelemetryTests(TelemetryCloud cloud)
{
    // Children stand below whoever caused them, in the order of their names: some of them run at once. How often the same is
    // read is what OperationsTests count.
    private const string Whole = """
        ReportQueue SERVER
          create queues CLIENT
          read queues CLIENT
          read sites CLIENT
          read venues CLIENT
          send queue-reports PRODUCER
            CountReport CONSUMER
              batch queues CLIENT
              delete queues CLIENT
              read diners CLIENT
              read queues CLIENT
              read sites CLIENT
              read venues CLIENT
              send queue-events PRODUCER
              ShowWait CONSUMER
                batch sites CLIENT
                query diners CLIENT
                read discovery CLIENT
                read partners CLIENT
                read sites CLIENT
                read venues CLIENT
                stream event PRODUCER
                write discovery CLIENT
        """;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    [Fact]
    public async Task A_report_is_one_trace_from_the_request_to_the_event_that_listeners_get()
    {
        var (site, venue) = await cloud.BuildAsync("traced");
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
        using var stream = await cloud.Http.GetAsync($"api/v1/sites/{site}/stream", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());

        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/venues/{venue}/queue/reports")
        {
            Content = new StringContent("""{"waitMinutes": 30}""", Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await cloud.TokenAsync("diner")) },
        };
        request.Headers.Add("traceparent", $"00-{caller.TraceId}-{caller.SpanId}-00");
        using var answer = await cloud.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();

        var change = await ChangeAsync(events);
        IReadOnlyList<JsonElement> spans = [];
        await Probe.UntilAsync(
            () => (spans = cloud.Trace(caller.TraceId.ToHexString())).Count(span => Text(span, "name") is "stream event" or "ShowWait" or "ReportQueue" or "CountReport") == 4,
            "the trace is not whole");

        var folder = Directory.CreateDirectory(Path.Combine(Checkout.Root, "TestResults")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "trace.json"), Export(spans));
        Assert.Equal(Whole.ReplaceLineEndings("\n"), string.Join('\n', Once(Tree(spans, caller.SpanId.ToHexString(), ""))));
        Assert.Equal(change, Tag(spans.Single(span => Text(span, "name") == "stream event"), "qnom.change", "intValue"));
        Assert.Equal("202", Tag(spans[0], "http.response.status_code", "intValue"));
        Assert.All(
            spans.Where(span => Text(span, "name").EndsWith("queues", StringComparison.Ordinal)),
            span => Assert.NotEmpty(Tag(span, "azure.cosmosdb.operation.request_charge", "doubleValue")));
    }

    [Fact]
    public async Task Nothing_that_anybody_sends_is_found_in_any_log_trace_or_metric()
    {
        const string mark = "canary-5e1f";
        var (_, venue) = await cloud.BuildAsync("watched");
        var cast = await Cast.MeetAsync(cloud, venue, $"{mark}-subject");
        foreach (var request in cast.Table.All.GroupBy(bad => bad.Function).SelectMany(bad => bad.DistinctBy(one => (one.Sender, one.Status)).Take(4)))
        {
            foreach (var marked in Canary.Variants(request, mark))
                (await cast.SendAsync(marked)).Dispose();
        }

        foreach (var good in Canary.Accepted(venue, mark))
        {
            using var answer = await cast.SendAsync(good);
            Assert.True(good.Status == 0 ? answer.IsSuccessStatusCode : (int)answer.StatusCode == good.Status, $"{good}: {await answer.Content.ReadAsStringAsync()}");
        }

        // What fails at every attempt, and is set aside with its reason.
        var garbage = $"{{\"schema\":\"queue-report-accepted/3\",\"reporter\":\"{mark}\",\"venueId\":\"{mark}\",\"{mark}\":1}}";
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(garbage);
        await cloud.DeadLetterAsync(garbage);

        var told = cloud.Told;
        Assert.Contains(told, line => line.StartsWith("{\"log\"", StringComparison.Ordinal) && line.Contains("Dead letter", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("qnom.cosmos.request_units", StringComparison.Ordinal) && line.Contains("\"function\":\"CountReport\"", StringComparison.Ordinal));
        Assert.All(
            (string[])[mark, Canary.Address, .. cast.Credentials.Select(credential => credential[^20..])],
            secret => Assert.DoesNotContain(told, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        // Every endpoint of the table of policies was asked.
        Assert.All(
            EndpointPolicies.Functions,
            function => Assert.Contains(told, line => line.StartsWith("{\"traceId\"", StringComparison.Ordinal) && line.Contains($"\"name\":\"{function}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_waits_is_measured_on_every_queue_that_a_function_reads_and_on_its_poison_queue()
    {
        var read = typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).OfType<string>().ToHashSet();

        var depths = await cloud.Cloud.Functions.Services.GetRequiredService<QueueDepths>().MeasureAsync(CancellationToken.None);

        Assert.InRange(read.Count, 20, 100);
        Assert.Empty(read.Where(queue => !queue.EndsWith("-poison", StringComparison.Ordinal)).SelectMany(queue => (string[])[queue, queue + "-poison"]).Except(depths.Keys));
        Assert.Empty(read.Except(depths.Keys));
        Assert.Empty(depths.Keys.Except(read).Select(queue => queue.Replace("-poison", "", StringComparison.Ordinal)).Except(read));
        Assert.Contains(cloud.Told, line => line.Contains("qnom.queue.depth", StringComparison.Ordinal) && line.Contains("payment-webhooks-poison", StringComparison.Ordinal));
    }

    private static async Task<string> ChangeAsync(StreamReader events)
    {
        using var deadline = new CancellationTokenSource(Probe.Deadline);
        while (await events.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return line[4..];
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    // As a collector's file exporter writes it, so that any viewer of traces can show it.
    private static string Export(IEnumerable<JsonElement> spans) => JsonSerializer.Serialize(
        new { resourceSpans = new[] { new { scopeSpans = new[] { new { scope = new { name = "QNom" }, spans } } } } },
        Readable);

    private static IEnumerable<string> Once(IEnumerable<string> lines)
    {
        var before = "";
        foreach (var line in lines.Where(line => line != before))
            yield return before = line;
    }

    private static IEnumerable<string> Tree(IReadOnlyList<JsonElement> spans, string parent, string indent)
    {
        foreach (var span in spans.Where(span => Text(span, "parentSpanId") == parent).OrderBy(Name, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{indent}{Name(span)} {((ActivityKind)(span.GetProperty("kind").GetInt32() - 1)).ToString().ToUpperInvariant()}";
            foreach (var child in Tree(spans, Text(span, "spanId"), indent + "  "))
                yield return child;
        }
    }

    // Whether the venue was listed before is not what this is about.
    private static string Name(JsonElement span) =>
        Text(span, "name") is "create discovery" or "replace discovery" ? "write discovery" : Text(span, "name");

    private static string Text(JsonElement span, string member) => span.GetProperty(member).GetString()!;

    private static string Tag(JsonElement span, string key, string type) => span.GetProperty("attributes").EnumerateArray()
        .Single(tag => tag.GetProperty("key").GetString() == key).GetProperty("value").GetProperty(type).ToString();
}
