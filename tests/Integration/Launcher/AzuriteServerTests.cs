using System.Diagnostics;
using System.Runtime.InteropServices;
using Azure.Storage.Queues;
using QNom.Local;
using QNom.Local.Azurite;

namespace QNom.Tests.Integration.Launcher;

public sealed class AzuriteServerTests(AzuriteFixture azurite) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qnom-azurite-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Acknowledged_messages_survive_a_parent_that_is_killed_hard()
    {
        using var parent = StartParentOfAzurite();
        var output = new AzuriteOutput(parent);
        await output.Listening;
        var queue = new QueueClient(
            azurite.ConnectionString.Replace(
                azurite.Server.QueueEndpoint.Authority, new Uri(output.Addresses["Queue"]).Authority),
            "reports");
        await queue.CreateAsync();
        for (var i = 0; i < 20; i++)
            await queue.SendMessageAsync($"report {i}");

        parent.Kill();

        // Started at once, while the Azurite before it may still be saving.
        await using var restarted = await AzuriteServer.StartAsync(new AzuriteOptions { DataFolder = folder.FullName });
        var messages = await new QueueClient(restarted.ConnectionString, "reports").ReceiveMessagesAsync(32);
        Assert.Equal(20, messages.Value.Length);
    }

    [Fact]
    public async Task A_stopped_server_has_saved_its_data_and_leaves_no_process_file()
    {
        var options = new AzuriteOptions { DataFolder = folder.FullName };
        await using (var first = await AzuriteServer.StartAsync(options))
        {
            var queue = new QueueClient(first.ConnectionString, "reports");
            await queue.CreateAsync();
            await queue.SendMessageAsync("report");
        }

        Assert.False(File.Exists(Path.Combine(folder.FullName, "azurite.pid")));
        await using var second = await AzuriteServer.StartAsync(options);
        Assert.Equal("report", (await new QueueClient(second.ConnectionString, "reports").PeekMessageAsync()).Value.Body.ToString());
    }

    // So Ctrl-C reaches the host alone, which drains while storage still answers.
    [Fact]
    public void It_leads_a_session_of_its_own_where_no_signal_of_the_terminal_reaches_it() =>
        Assert.Equal(azurite.Server.ProcessId, SessionOf(azurite.Server.ProcessId));

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        var taken = azurite.Server.QueueEndpoint.Port;

        var error = await Assert.ThrowsAsync<PortInUseException>(
            () => AzuriteServer.StartAsync(new AzuriteOptions { QueuePort = taken }));

        Assert.Equal(taken, error.Port);
    }

    [Fact]
    public async Task Nothing_starts_over_a_previous_Azurite_before_that_has_ended()
    {
        using var previous = Process.Start("sleep", "60");
        var file = Path.Combine(folder.FullName, "azurite.pid");
        await File.WriteAllTextAsync(file, $"{previous.Id}");

        using var impatience = new CancellationTokenSource();
        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AzuriteServer.StartAsync(
                new AzuriteOptions { DataFolder = folder.FullName, Progress = _ => impatience.Cancel() },
                impatience.Token));
            Assert.Equal($"{previous.Id}", await File.ReadAllTextAsync(file));
        }
        finally
        {
            previous.Kill();
        }

        await using var next = await AzuriteServer.StartAsync(new AzuriteOptions { DataFolder = folder.FullName });
        Assert.Equal($"{next.ProcessId}", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_process_file_whose_number_belongs_to_a_younger_process_holds_nobody_up()
    {
        using var younger = Process.Start("sleep", "60");
        var file = Path.Combine(folder.FullName, "azurite.pid");
        await File.WriteAllTextAsync(file, $"{younger.Id}");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-5));

        await PreviousAzurite.WaitForEndAsync(file, message => Assert.Fail(message), CancellationToken.None);

        younger.Kill();
    }

    // Starts Azurite as AzuriteServer does, below a process that holds the pipe and can be killed without this test.
    private Process StartParentOfAzurite()
    {
        const string script = "mkfifo \"$0\"; exec 3<>\"$0\"; node \"$@\" <\"$0\" 3>&-; exec sleep 600";
        var options = new AzuriteOptions { DataFolder = folder.FullName };
        return Process.Start(
            new ProcessStartInfo(
                "sh",
                [
                    "-c", script, Path.Combine(folder.FullName, "pipe"),
                    Path.Combine(AzuriteInstallation.Folder, "launch.js"),
                    Path.Combine(folder.FullName, "azurite.pid"), .. options.Arguments(),
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
    }

    [DllImport("libc", EntryPoint = "getsid")]
    private static extern int SessionOf(int processId);
}
