using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Tests.Integration.Host;

public sealed class BlobTests
{
    private readonly TestHost test;
    private readonly BlobContainerClient container;

    public BlobTests(AzuriteFixture azurite)
    {
        test = new TestHost(azurite.ConnectionString);
        container = new BlobContainerClient(azurite.ConnectionString, test.Name);
    }

    [Fact]
    public async Task A_blob_that_fits_the_pattern_runs_the_function_once_per_version()
    {
        await using (await test.StartAsync(typeof(Contents)))
        {
            await UploadAsync("in/a.json", "one");
            await UploadAsync("in/a.txt", "not json");
            await UploadAsync("out/a.json", "elsewhere");
            await CompleteAsync(1);
            await UploadAsync("in/a.json", "two");
            await CompleteAsync(2);
        }

        // A new host reads the receipts; the second blob shows that it has looked.
        await using (await test.StartAsync(typeof(Contents)))
        {
            await UploadAsync("in/deep/b.json", "three");
            await CompleteAsync(3);
        }

        Assert.Equal(["a: one", "a: two", "deep/b: three"], test.Probe.Seen);
    }

    [Fact]
    public async Task The_function_may_take_the_blob_as_stream_or_client_and_sees_its_metadata()
    {
        await using var host = await test.StartAsync(typeof(Streamed), typeof(Addressed));

        await UploadAsync("menu", "kaya toast");

        await test.Probe.SawAsync(2);
        Assert.Equal(
            [$"client blobTrigger {test.Name}/menu kaya toast {container.Uri}/menu", "stream kaya toast"], test.Probe.Seen.Order());
    }

    [Fact]
    public async Task A_burst_of_200_blobs_is_handled_by_two_hosts_each_at_least_and_nearly_all_exactly_once()
    {
        test.HostJson = """{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 4 } } }""";
        await using var first = await test.StartAsync(typeof(Contents));
        await using var second = await test.StartAsync(typeof(Contents));

        await Parallel.ForAsync(0, 200, async (i, _) => await UploadAsync($"in/{i}.json", "x"));
        await CompleteAsync(200);

        Assert.Equal(200, test.Probe.Seen.Distinct().Count());
        Assert.InRange(test.Probe.Seen.GroupBy(blob => blob).Count(runs => runs.Count() == 1), 190, 200);
    }

    [Fact]
    public async Task A_blob_whose_function_fails_is_reported_on_the_poison_queue_after_exactly_five_runs()
    {
        await using var host = await test.StartAsync(typeof(Failing));
        var version = await UploadAsync("bad", "x");

        var poison = new QueueClient(
            test.Storage, "webjobs-blobtrigger-poison", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        var report = default(JsonElement);
        await Probe.UntilAsync(
            async () => await poison.ExistsAsync() && (await poison.PeekMessagesAsync(32)).Value.Any(message =>
                (report = JsonElement.Parse(message.Body)).GetProperty("ContainerName").GetString() == test.Name),
            "a report was expected");
        await CompleteAsync(1);

        Assert.Equal(["run", "run", "run", "run", "run"], test.Probe.Seen);
        Assert.Equal(
            $"BlobTrigger Host.Functions.Failing BlockBlob {test.Name} bad {version}",
            string.Join(' ', report.EnumerateObject().Select(field => field.Value.GetString())));
    }

    [Fact]
    public async Task A_stopping_host_lets_a_running_function_end_and_writes_its_receipt()
    {
        var host = await test.StartAsync(typeof(Blocking));
        await UploadAsync("last", "x");
        await test.Probe.SawAsync(1);

        var stopped = host.StopAsync();
        await TestHost.DrainsAsync(host);
        test.Probe.Signal("go on");
        await stopped;
        await host.DisposeAsync();
        Assert.Equal(1, await CompleteReceiptsAsync());
    }

    [Fact]
    public async Task A_blob_whose_run_is_cancelled_by_the_end_of_its_host_is_handled_by_the_next()
    {
        test.Configure = options => options.DrainTimeout = options.CancelTimeout = TimeSpan.FromMilliseconds(100);
        await using (await test.StartAsync(typeof(Blocking)))
        {
            await UploadAsync("cut short", "x");
            await test.Probe.SawAsync(1);
        }

        Assert.Equal(0, await CompleteReceiptsAsync());
        test.Probe.Signal("go on");
        await using (await test.StartAsync(typeof(Blocking)))
            await CompleteAsync(1);
        Assert.Equal(["started cut short", "started cut short"], test.Probe.Seen);
    }

    private async Task<string> UploadAsync(string name, string content)
    {
        var uploaded = await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);
        return uploaded.Value.ETag.ToString().Trim('"');
    }

    private Task CompleteAsync(int count) => Probe.UntilAsync(
        async () => await CompleteReceiptsAsync() == count, $"{count} complete receipts were expected");

    private async Task<int> CompleteReceiptsAsync()
    {
        var hosts = new BlobContainerClient(test.Storage, "azure-webjobs-hosts");
        return await hosts
            .GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata, default, $"blobreceipts/{test.Name}/", default)
            .CountAsync(receipt => receipt.Metadata.ContainsKey("Completed"));
    }

    public sealed class Contents(Probe probe)
    {
        [Function("Contents")]
        public Task Run([BlobTrigger("%container%/in/{name}.json")] string content, string name)
        {
            probe.Saw($"{name}: {content}");
            return Task.CompletedTask;
        }
    }

    public sealed class Streamed(Probe probe)
    {
        [Function("Streamed")]
        public async Task Run([BlobTrigger("%container%/{name}")] Stream content)
        {
            using var reader = new StreamReader(content);
            probe.Saw($"stream {await reader.ReadToEndAsync()}");
        }
    }

    public sealed class Addressed(Probe probe)
    {
        [Function("Addressed")]
        public async Task Run([BlobTrigger("%container%/{name}")] BlobClient blob, string blobTrigger, FunctionContext context)
        {
            var type = context.FunctionDefinition.InputBindings["blob"].Type;
            var uri = JsonSerializer.Deserialize<string>((string)context.BindingContext.BindingData["Uri"]!);
            probe.Saw($"client {type} {blobTrigger} {(await blob.DownloadContentAsync()).Value.Content} {uri}");
        }
    }

    public sealed class Failing(Probe probe)
    {
        [Function("Failing")]
        public Task Run([BlobTrigger("%container%/{name}")] BlobClient blob)
        {
            probe.Saw("run");
            throw new InvalidOperationException("no");
        }
    }

    public sealed class Blocking(Probe probe)
    {
        [Function("Blocking")]
        public async Task Run([BlobTrigger("%container%/{name}")] BlobClient blob, string name)
        {
            probe.Saw($"started {name}");
            await probe.SignalAsync("go on");
        }
    }
}
