using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Tests.Integration.Host;

public sealed class QueueTests
{
    private const string Quick = """
        { "version": "2.0", "extensions": { "queues": { "visibilityTimeout": "00:00:00", "maxPollingInterval": "00:00:00.1" } } }
        """;

    private readonly TestHost test;
    private readonly string storage;
    private readonly QueueClient queue;
    private readonly QueueClient poison;

    public QueueTests(AzuriteFixture azurite)
    {
        storage = azurite.ConnectionString;
        test = new TestHost(azurite.ConnectionString) { HostJson = Quick };
        queue = new QueueClient(azurite.ConnectionString, test.Name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
        poison = new QueueClient(azurite.ConnectionString, test.Name + "-poison", new() { MessageEncoding = QueueMessageEncoding.None });
    }

    [Fact]
    public async Task A_message_runs_its_function_once_and_is_deleted()
    {
        await using var host = await test.StartAsync(typeof(Echo));

        await queue.SendMessageAsync("laksa");

        await test.Probe.SawAsync(1);
        await IsEmptyAsync(queue);
        Assert.Equal(["laksa"], test.Probe.Seen);
    }

    [Fact]
    public async Task The_function_may_take_the_message_as_text_bytes_or_message_and_sees_its_metadata()
    {
        await using var host = await test.StartAsync(typeof(Details));

        var sent = (await queue.SendMessageAsync("satay")).Value;

        await test.Probe.SawAsync(1);
        Assert.Equal($"queueTrigger satay {sent.MessageId} 1 satay 1 {sent.MessageId} \"20", test.Probe.Seen.Single());
    }

    [Fact]
    public async Task A_message_whose_function_fails_goes_to_the_poison_queue_after_exactly_five_runs()
    {
        await using var host = await test.StartAsync(typeof(Failing));

        await queue.SendMessageAsync("durian");

        var moved = await ReceiveAsync(poison);
        Assert.Equal("durian"u8, Convert.FromBase64String(moved.MessageText));
        await IsEmptyAsync(queue);
        Assert.Equal(["run 1", "run 2", "run 3", "run 4", "run 5"], test.Probe.Seen);
    }

    [Fact]
    public async Task A_failure_is_logged_with_function_and_invocation_but_never_with_the_message()
    {
        await using var host = await test.StartAsync(typeof(Failing));

        await queue.SendMessageAsync("a-phone-number");

        await ReceiveAsync(poison);
        Assert.Equal(5, test.Logs.Lines.Count(line => line.Contains("Function Failing failed (invocation ", StringComparison.Ordinal)));
        Assert.DoesNotContain(test.Logs.Lines, line =>
            line.Contains("a-phone-number", StringComparison.Ordinal) || line.Contains("YS1waG9uZS1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_as_it_came_and_stops_no_other()
    {
        await using var host = await test.StartAsync(typeof(Echo));
        var raw = new QueueClient(storage, test.Name, new() { MessageEncoding = QueueMessageEncoding.None });

        await raw.SendMessageAsync("{not base64}");
        await queue.SendMessageAsync("kopi");

        Assert.Equal("{not base64}", (await ReceiveAsync(poison)).MessageText);
        await IsEmptyAsync(queue);
        Assert.Equal(["kopi"], test.Probe.Seen);
    }

    [Fact]
    public async Task Without_an_encoding_the_text_is_the_body()
    {
        test.HostJson = """{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none" } } }""";
        await using var host = await test.StartAsync(typeof(Echo));

        await new QueueClient(storage, test.Name).SendMessageAsync("teh & <o>");

        await test.Probe.SawAsync(1);
        Assert.Equal(["teh & <o>"], test.Probe.Seen);
    }

    [Fact]
    public async Task A_message_is_seen_once_though_its_run_outlasts_the_lock_and_a_second_host_waits_for_it()
    {
        test.Configure = options => options.MessageLock = TimeSpan.FromSeconds(2);
        await using var first = await test.StartAsync(typeof(Blocking));
        await using var second = await test.StartAsync(typeof(Blocking));
        await queue.SendMessageAsync("long");
        await test.Probe.SawAsync(1);

        await StorageClockAsync(TimeSpan.FromSeconds(6));
        test.Probe.Signal("go on");

        await IsEmptyAsync(queue);
        Assert.Equal(["started long"], test.Probe.Seen);
    }

    [Fact]
    public async Task The_next_batch_is_received_when_no_more_than_the_threshold_are_in_work()
    {
        await queue.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => queue.SendMessageAsync($"{i}")));
        await using var host = await test.StartAsync(typeof(Gated));

        await test.Probe.SawAsync(16);
        Assert.Equal(24, await VisibleAsync());

        foreach (var message in test.Probe.Seen.Take(8))
            test.Probe.Signal(message);
        await test.Probe.SawAsync(32);
        Assert.Equal(8, await VisibleAsync());

        foreach (var i in Enumerable.Range(0, 40))
            test.Probe.Signal($"{i}");
        await IsEmptyAsync(queue);
        Assert.Equal(40, test.Probe.Seen.Distinct().Count());

        async Task<int> VisibleAsync() => (await queue.PeekMessagesAsync(32)).Value.Length;
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout_of_host_json()
    {
        test.HostJson = """{ "version": "2.0", "extensions": { "queues": { "visibilityTimeout": "01:00:00" } } }""";
        test.Configure = options => options.MessageLock = TimeSpan.FromSeconds(1);
        await using var host = await test.StartAsync(typeof(Failing));

        await queue.SendMessageAsync("later");
        await test.Probe.SawAsync(1);
        await StorageClockAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(["run 1"], test.Probe.Seen);
    }

    [Fact]
    public async Task A_stopping_host_lets_running_functions_end_and_their_messages_are_done()
    {
        var host = await test.StartAsync(typeof(Blocking));
        await queue.SendMessageAsync("last order");
        await test.Probe.SawAsync(1);

        var stopped = host.StopAsync();
        await TestHost.DrainsAsync(host);
        await queue.SendMessageAsync("too late");
        test.Probe.Signal("go on");
        await stopped;

        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Equal("too late", (await ReceiveAsync(queue)).Body.ToString());
        Assert.Equal(["started last order"], test.Probe.Seen);
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(typeof(Cancellable))]
    [InlineData(typeof(Blocking))]
    public async Task A_message_whose_run_outlasts_the_drain_is_released_at_once(Type function)
    {
        test.Configure = options =>
        {
            options.MessageLock = TimeSpan.FromHours(1);
            options.DrainTimeout = TimeSpan.FromMilliseconds(100);
            options.CancelTimeout = TimeSpan.FromMilliseconds(100);
        };
        await using var host = await test.StartAsync(function);
        await queue.SendMessageAsync("stuck");
        await test.Probe.SawAsync(1);

        await host.StopAsync();

        Assert.Equal("stuck", (await ReceiveAsync(queue)).Body.ToString());
        test.Probe.Signal("go on");
    }

    private static async Task<QueueMessage> ReceiveAsync(QueueClient from)
    {
        QueueMessage? message = null;
        await Probe.UntilAsync(
            async () => await from.ExistsAsync() && (message = await from.ReceiveMessageAsync()) is not null,
            $"a message was expected on {from.Name}");
        return message!;
    }

    /// <summary>Waits by the storage's own clock, which is the one that ends locks: a hidden message comes back.</summary>
    private async Task StorageClockAsync(TimeSpan period)
    {
        var clock = new QueueClient(storage, AzuriteFixture.Unique("clock"));
        await clock.CreateAsync();
        await clock.SendMessageAsync("now", visibilityTimeout: period);
        await ReceiveAsync(clock);
    }

    private static Task IsEmptyAsync(QueueClient queue) => Probe.UntilAsync(
        async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, $"{queue.Name} was expected to become empty");

    public sealed class Echo(Probe probe)
    {
        [Function("Echo")]
        public void Run([QueueTrigger("%queue%")] string message) => probe.Saw(message);
    }

    public sealed class Details(Probe probe)
    {
        [Function("Details")]
        public Task Run(
            [QueueTrigger("%queue%")] QueueMessage message, FunctionContext context, string id, string insertionTime)
        {
            var binding = context.FunctionDefinition.InputBindings["message"].Type;
            var data = context.BindingContext.BindingData;
            probe.Saw($"{binding} {message.Body} {message.MessageId} {message.DequeueCount} {data["queueTrigger"]} {data["DequeueCount"]} {id} {insertionTime[..3]}");
            return Task.CompletedTask;
        }
    }

    public sealed class Failing(Probe probe)
    {
        [Function("Failing")]
        public Task Run([QueueTrigger("%queue%")] BinaryData message, string dequeueCount)
        {
            probe.Saw($"run {dequeueCount}");
            throw new InvalidOperationException("no");
        }
    }

    public sealed class Blocking(Probe probe)
    {
        [Function("Blocking")]
        public async Task Run([QueueTrigger("%queue%")] string message)
        {
            probe.Saw($"started {message}");
            await probe.SignalAsync("go on");
        }
    }

    public sealed class Gated(Probe probe)
    {
        [Function("Gated")]
        public Task Run([QueueTrigger("%queue%")] string message)
        {
            probe.Saw(message);
            return probe.SignalAsync(message);
        }
    }

    public sealed class Cancellable(Probe probe)
    {
        [Function("Cancellable")]
        public Task Run([QueueTrigger("%queue%")] string message, CancellationToken cancellationToken)
        {
            probe.Saw($"started {message}");
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
