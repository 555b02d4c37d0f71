using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Cosmos;
using QNom.Operations.DeadLetters;
using QNom.Platform;
using QNom.Queues;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Operations;

[Collection(nameof(OperationsCloud))]
public sealed class DeadLetterTests(OperationsCloud cloud)
{
    private const string Poison = QueueNames.Reports + "-poison";

    // Garbage, the half of a message and a version of the future.
    private static readonly string[] Unreadable = ["garbage *", "{\"schema\":\"*", "{\"schema\":\"unknown/99\",\"venueId\":\"*\"}"];

    [Fact]
    public async Task What_no_queue_can_read_is_set_aside_and_comes_back_as_it_was_when_it_is_replayed()
    {
        // All at once, since each waits for queues most of the time.
        var sent = (from trigger in Listening()
                    from text in Unreadable
                    select (trigger.Queue, trigger.Function, Body: text.Replace("*", Guid.NewGuid().ToString(), StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(sent);
        await Task.WhenAll(sent.Select(one => cloud.Queue(one.Queue).SendMessageAsync(one.Body)));
        await SetAsideAsync(times: 1);

        foreach (var (queue, function, body) in sent)
        {
            var letter = await cloud.DeadLetterAsync(body, queue);
            var failure = letter.GetProperty("failure");
            Assert.Equal(
                (queue, function, nameof(InvalidDataException)),
                (letter.GetProperty("queue").GetString(), failure.GetProperty("function").GetString(), failure.GetProperty("type").GetString()));
            Assert.NotEmpty(failure.GetProperty("message").GetString()!);
            using var replayed = await ReplayAsync(letter);
            Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        }

        await SetAsideAsync(times: 2);

        Task SetAsideAsync(int times) => Probe.UntilAsync(
            async () =>
            {
                var bodies = (await BodiesAsync()).CountBy(body => body ?? "").ToDictionary();
                return sent.All(one => bodies.GetValueOrDefault(one.Body) == times);
            },
            $"not all is set aside {times} times",
            every: 100);
    }

    // Every queue that the app listens to, but its poison queues, and the function that does.
    private static IEnumerable<(string Queue, string Function)> Listening() =>
        from method in typeof(QNom.Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        from parameter in method.GetParameters()
        let queue = parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName
        where queue is not null && !queue.EndsWith("-poison", StringComparison.Ordinal)
        select (queue, method.Name);

    [Theory]
    [InlineData(null, 0, "A message is not valid queue-report-accepted/3 at $.")]
    [InlineData("queue-report-accepted/9", 0, "Expected the schema queue-report-accepted/3, found queue-report-accepted/9.")]
    [InlineData("queue-report-accepted/3", 90, "A report is older than the 89 days in which reports are counted.")]
    public async Task A_message_that_cannot_be_handled_is_set_aside_with_its_reason_and_can_be_replayed(
        string? schema, int days, string reason)
    {
        var body = schema is null ? $"garbage {Guid.NewGuid()}" : Report("a-venue", schema, DateTimeOffset.UtcNow.AddDays(-days));
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(body);

        var letter = await cloud.DeadLetterAsync(body);
        var failure = letter.GetProperty("failure");
        Assert.Equal(
            (QueueNames.Reports, "CountReport", "InvalidDataException", reason, 5),
            (letter.GetProperty("queue").GetString(), failure.GetProperty("function").GetString(),
                failure.GetProperty("type").GetString(), failure.GetProperty("message").GetString(),
                failure.GetProperty("attempt").GetInt32()));
        Assert.True(failure.GetProperty("enqueuedAt").GetDateTimeOffset() <= letter.GetProperty("poisonedAt").GetDateTimeOffset());

        // It fails again for the same reason: what was put back is what was set aside.
        using var replayed = await ReplayAsync(letter);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        var again = await cloud.DeadLetterAsync(body, except: OperationsCloud.Id(letter));
        Assert.Equal(reason, again.GetProperty("failure").GetProperty("message").GetString());
        Assert.Equal(letter.GetProperty("body").GetRawText(), again.GetProperty("body").GetRawText());
    }

    [Fact]
    public async Task What_an_outage_set_aside_is_counted_once_when_it_is_replayed_twice()
    {
        var venue = $"venue-{Guid.NewGuid()}";
        var body = Report(venue, ReportMessage.CurrentSchema, DateTimeOffset.UtcNow);
        cloud.Cloud.Cosmos.Faults.Inject(new Fault(FaultKind.ServiceUnavailable) { PartitionKey = $"[\"{venue}\"]", Times = 10_000 });
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(body);
        var letter = await cloud.DeadLetterAsync(body);
        Assert.Equal("CosmosException", letter.GetProperty("failure").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, letter.GetProperty("failure").GetProperty("message").ValueKind);

        cloud.Cloud.Cosmos.Faults.Clear();
        using var first = await ReplayAsync(letter);
        using var second = await ReplayAsync(letter);

        Assert.Equal(await Text(first), await Text(second));
        await Probe.UntilAsync(
            async () => await Queues.QueueRecords.CountAsync(cloud.Cloud, venue) == new Queues.Counts(1, 1), "not counted");
        Assert.NotEqual(
            JsonValueKind.Null,
            (await cloud.GetAsync(Path(letter))).GetProperty("replayedAt").ValueKind);
    }

    [Fact]
    public async Task A_replay_that_died_before_its_mark_sends_again_and_the_report_still_counts_once()
    {
        var venue = $"venue-{Guid.NewGuid()}";
        var body = Report(venue, ReportMessage.CurrentSchema, DateTimeOffset.UtcNow);
        await cloud.Queue(Poison).SendMessageAsync(body);
        var letter = await cloud.DeadLetterAsync(body);

        using var first = await ReplayAsync(letter);
        await Probe.UntilAsync(
            async () => await Queues.QueueRecords.CountAsync(cloud.Cloud, venue) == new Queues.Counts(1, 1), "not counted");
        await UnmarkAsync(letter);
        using var second = await ReplayAsync(letter);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await DrainedAsync(QueueNames.Reports);
        Assert.Equal(new Queues.Counts(1, 1), await Queues.QueueRecords.CountAsync(cloud.Cloud, venue));
    }

    [Fact]
    public async Task A_poison_message_is_stored_and_counted_once_however_often_it_is_delivered()
    {
        var counted = new ConcurrentBag<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Name: "qnom.dead_letters", Meter.Name: PoisonIntake.MeterName })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value as string));
        listener.Start();
        var body = new BinaryData($"twice {Guid.NewGuid()}");
        var message = Azure.Storage.Queues.Models.QueuesModelFactory.QueueMessage(
            Guid.NewGuid().ToString(), "receipt", body, 1, null, DateTimeOffset.UtcNow, null);
        var intake = (PoisonIntake)cloud.Cloud.Functions.Services.GetService(typeof(PoisonIntake))!;

        for (var delivery = 0; delivery < 3; delivery++)
            await intake.SetAsideAsync("counted-here", message, body.ToString(), CancellationToken.None);

        Assert.Single(await BodiesAsync(), content => content == body.ToString());
        Assert.Single(counted, queue => queue == "counted-here");
    }

    [Fact]
    public async Task Messages_that_are_equal_each_get_a_reason()
    {
        var body = $"not json {Guid.NewGuid()}";
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(body);
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(body);

        var first = await cloud.DeadLetterAsync(body);
        var second = await cloud.DeadLetterAsync(body, except: OperationsCloud.Id(first));

        Assert.All([first, second], letter => Assert.Equal(
            "InvalidDataException", letter.GetProperty("failure").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_message_that_succeeds_at_a_later_attempt_leaves_no_record_of_its_failures()
    {
        var venue = $"venue-{Guid.NewGuid()}";
        var body = Report(venue, ReportMessage.CurrentSchema, DateTimeOffset.UtcNow);
        cloud.Cloud.Cosmos.Faults.Inject(new Fault(FaultKind.ServiceUnavailable)
        {
            PartitionKey = $"[\"{venue}\"]",
            Operation = CosmosOperation.Batch,
            Times = 1,
        });
        await cloud.Queue(QueueNames.Reports).SendMessageAsync(body);
        var prefix = FailureKey.SubjectOf(body);

        await Probe.UntilAsync(
            async () => await Queues.QueueRecords.CountAsync(cloud.Cloud, venue) == new Queues.Counts(1, 1), "not counted");
        await Probe.UntilAsync(() => !cloud.Files("failures").GetBlobs(BlobTraits.None, BlobStates.None, prefix, default).Any(), "a record is left");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_back_onto_the_queue_as_they_were()
    {
        byte[] bytes = [0xFF, 0x00, .. Guid.NewGuid().ToByteArray()];
        await cloud.Queue(Poison).SendMessageAsync(new BinaryData(bytes));

        var letter = await cloud.DeadLetterAsync(Convert.ToBase64String(bytes));
        Assert.Equal("base64", letter.GetProperty("body").GetProperty("encoding").GetString());
        Assert.Equal(JsonValueKind.Null, letter.GetProperty("failure").ValueKind);
        using var replayed = await ReplayAsync(letter);
        var again = await cloud.DeadLetterAsync(Convert.ToBase64String(bytes), except: OperationsCloud.Id(letter));

        Assert.Equal("CountReport", again.GetProperty("failure").GetProperty("function").GetString());
    }

    [Fact]
    public async Task A_file_that_failed_is_handled_again_when_it_is_replayed_unless_it_has_changed()
    {
        var name = $"hawker-centres/{Guid.NewGuid()}.geojson";
        var file = cloud.Files("imports").GetBlobClient(name);
        var result = cloud.Files("import-results").GetBlobClient($"{name}.json");
        await file.UploadAsync(new BinaryData("no list"));
        await Probe.UntilAsync(async () => await result.ExistsAsync(), "not imported");
        await result.DeleteAsync();
        BlobProperties properties = await file.GetPropertiesAsync();
        var body = JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = "Host.Functions.ImportHawkerCentres",
            BlobType = "BlockBlob",
            ContainerName = "imports",
            BlobName = name,
            ETag = properties.ETag.ToString(),
        });
        await cloud.Queue("webjobs-blobtrigger-poison").SendMessageAsync(body);
        var letter = await cloud.DeadLetterAsync(body);
        Assert.Equal("webjobs-blobtrigger", letter.GetProperty("queue").GetString());

        using var replayed = await ReplayAsync(letter);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await Probe.UntilAsync(async () => await result.ExistsAsync(), "not imported again");

        await UnmarkAsync(letter);
        using var late = await ReplayAsync(letter);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.EndsWith("/file-changed", (await OperationsCloud.BodyAsync(late)).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_newest_first_whole_and_filtered_by_queue_page_by_page()
    {
        var bodies = Enumerable.Range(0, 7).Select(i => $"page {i} {Guid.NewGuid()}").ToList();
        foreach (var body in bodies)
            await cloud.Queue("queue-events-poison").SendMessageAsync(body);
        await Probe.UntilAsync(async () => bodies.All((await BodiesAsync()).Contains), "not all are set aside");

        List<JsonElement> all, events;
        // Again if what another test has poisoned arrived meanwhile.
        do
        {
            all = await cloud.DeadLettersAsync("limit=3");
            events = await cloud.DeadLettersAsync("limit=2&queue=queue-events");
        }
        while (!all.Select(OperationsCloud.Id).SequenceEqual((await cloud.DeadLettersAsync("limit=3")).Select(OperationsCloud.Id)));

        var poisoned = all.Select(letter => letter.GetProperty("poisonedAt").GetDateTimeOffset()).ToList();
        Assert.Equal(poisoned.OrderDescending(), poisoned);
        Assert.Equal(all.Count, all.Select(OperationsCloud.Id).Distinct().Count());
        Assert.All(events, letter => Assert.Equal("queue-events", letter.GetProperty("queue").GetString()));
        Assert.Equal(
            all.Where(letter => letter.GetProperty("queue").GetString() == "queue-events").Select(OperationsCloud.Id),
            events.Select(OperationsCloud.Id));
        Assert.All(all, letter => Assert.False(letter.TryGetProperty("body", out _)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("queue-events")]
    public async Task A_list_is_whole_wherever_storage_cuts_it_and_pages_end(string? queue)
    {
        for (var i = 0; i < 5; i++)
            await cloud.Queue(i % 2 == 0 ? Poison : "queue-events-poison").SendMessageAsync($"cut {i} {Guid.NewGuid()}");
        await DrainedAsync(Poison);
        await DrainedAsync("queue-events-poison");
        var services = cloud.Cloud.Functions.Services;
        var whole = (DeadLetterStore)services.GetService(typeof(DeadLetterStore))!;
        for (var size = 1; size <= 4; size++)
        {
            // 25 cuts of one are the most that a page looks at.
            var letters = new DeadLetterStore((Blobs)services.GetService(typeof(Blobs))!) { SegmentSize = size };
            List<string> before, seen, after;
            // Again if what another test has poisoned arrived meanwhile.
            do
            {
                before = await IdsAsync(whole);
                seen = await PagesAsync(letters);
                after = await IdsAsync(whole);
            }
            while (!before.SequenceEqual(after));

            Assert.Equal(before, seen);
        }

        async Task<List<string>> IdsAsync(DeadLetterStore store) =>
            [.. (await store.ListAsync(queue, null, 1000, CancellationToken.None)).Letters.Select(letter => letter.Id)];

        async Task<List<string>> PagesAsync(DeadLetterStore store)
        {
            var seen = new List<string>();
            for (DeadLetterPosition? from = null, next = new(""); next is not null; from = next)
            {
                var page = await store.ListAsync(queue, from, 3, CancellationToken.None);
                Assert.InRange(page.Letters.Count, 0, 3);
                seen.AddRange(page.Letters.Select(letter => letter.Id));
                next = page.Next;
            }

            return seen;
        }
    }

    [Fact]
    public async Task What_is_discarded_is_gone()
    {
        var body = $"discarded {Guid.NewGuid()}";
        await cloud.Queue(Poison).SendMessageAsync(body);
        var letter = await cloud.DeadLetterAsync(body);

        using var discarded = await cloud.CallAsync(HttpMethod.Delete, Path(letter));
        using var again = await cloud.CallAsync(HttpMethod.Delete, Path(letter));
        using var replayed = await ReplayAsync(letter);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (discarded.StatusCode, again.StatusCode, replayed.StatusCode));
    }

    [Theory]
    [InlineData("GET", "dead-letters/0000000000000000000-00000000-0000-0000-0000-000000000000", 404, "dead-letter-not-found")]
    [InlineData("GET", "dead-letters/..%2Ffailures%2Fx", 404, "dead-letter-not-found")]
    [InlineData("POST", "dead-letters/nothing/replay", 404, "dead-letter-not-found")]
    [InlineData("DELETE", "dead-letters/nothing", 404, "dead-letter-not-found")]
    [InlineData("GET", "dead-letters?queue=nothing", 400, "invalid-request")]
    [InlineData("GET", "dead-letters?limit=101", 400, "invalid-request")]
    [InlineData("GET", "dead-letters?cursor=x", 400, "invalid-request")]
    [InlineData("GET", "audit?cursor=x", 400, "invalid-request")]
    public async Task What_cannot_be_served_is_a_problem(string method, string path, int status, string type)
    {
        using var response = await cloud.CallAsync(new HttpMethod(method), $"api/v1/{path}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.EndsWith(type, (await OperationsCloud.BodyAsync(response)).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    private static string Report(string venueId, string schema, DateTimeOffset receivedAt) => JsonSerializer.Serialize(new
    {
        schema,
        reportId = Guid.NewGuid().ToString(),
        venueId,
        reporter = "a-pseudonym",
        receivedAt,
        observedAt = receivedAt,
        waitMinutes = 5,
    });

    private static string Path(JsonElement letter) => $"api/v1/dead-letters/{OperationsCloud.Id(letter)}";

    private static Task<string> Text(HttpResponseMessage response) => response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private Task<HttpResponseMessage> ReplayAsync(JsonElement letter) =>
        cloud.CallAsync(HttpMethod.Post, $"{Path(letter)}/replay");

    private async Task UnmarkAsync(JsonElement letter)
    {
        var blob = cloud.Files("dead-letters").GetBlobClient(OperationsCloud.Id(letter));
        var metadata = (await blob.GetPropertiesAsync()).Value.Metadata;
        Assert.True(metadata.Remove("replayedat"));
        await blob.SetMetadataAsync(metadata);
    }

    private Task DrainedAsync(string queue) => Probe.UntilAsync(
        async () => (await cloud.Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, $"{queue} is not empty");

    private async Task<List<string?>> BodiesAsync()
    {
        var bodies = new List<string?>();
        foreach (var letter in await cloud.DeadLettersAsync())
            bodies.Add(await cloud.BodyOfAsync(OperationsCloud.Id(letter)));
        return bodies;
    }
}
