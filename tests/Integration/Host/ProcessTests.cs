using Azure.Storage.Queues;

namespace QNom.Tests.Integration.Host;

public sealed class ProcessTests(AzuriteFixture azurite)
{
    private readonly string name = AzuriteFixture.Unique("process");

    [Fact]
    public async Task Of_two_processes_one_runs_the_timer_and_when_it_is_killed_the_other_takes_over()
    {
        using var first = new HostProcess(azurite.ConnectionString, name);
        await first.SaidAsync("tick");
        using var second = new HostProcess(azurite.ConnectionString, name);
        await second.SaidAsync("ready");
        await first.SaidAsync("tick", first.Count("tick") + 3);
        Assert.Equal(0, second.Count("tick"));

        await first.KillAsync();

        await second.SaidAsync("tick", 2);
    }

    [Fact]
    public async Task A_message_in_the_hands_of_a_killed_process_is_run_by_the_other_once_its_lock_is_over()
    {
        var queue = new QueueClient(azurite.ConnectionString, name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
        using var first = new HostProcess(azurite.ConnectionString, name);
        await first.SaidAsync("ready");
        await queue.SendMessageAsync("order");
        await first.SaidAsync("holding order");
        using var second = new HostProcess(azurite.ConnectionString, name);
        await second.SaidAsync("ready");
        Assert.Equal(0, second.Count("holding order"));

        await first.KillAsync();

        await second.SaidAsync("holding order");
    }
}
