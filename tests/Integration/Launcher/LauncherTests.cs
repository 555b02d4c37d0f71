using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Azure.Storage.Queues;
using Microsoft.IdentityModel.JsonWebTokens;

namespace QNom.Tests.Integration.Launcher;

/// <summary>The launcher as a person or a script meets it: the real program, signals, ports and files.</summary>
public sealed class LauncherTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qnom-launcher-");
    private readonly HttpClient http = new();

    private string Data => Path.Combine(folder.FullName, "data");

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_in_order_and_a_restart_finds_its_data()
    {
        string token;
        await using (var first = await LauncherProcess.StartReadyAsync("--data", Data))
        {
            token = await http.GetStringAsync($"{first.Issuer}/token?sub=alice&role=diner");
            await SendMessageAsync(first);

            // The terminal sends it to everybody in the group.
            first.SignalGroup(LauncherProcess.Interrupt);

            var (code, errors) = await first.EndAsync();
            Assert.True(code == 0, errors);
            Assert.EndsWith("QNom is ready\nStopping…", first.Output, StringComparison.Ordinal);
            AssertNothingListens(first);
            Assert.False(File.Exists(AzuriteProcessFile));
        }

        await using var second = await LauncherProcess.StartReadyAsync("--data", Data);
        Assert.Equal("kept", await ReadMessageAsync(second));
        Assert.Equal(KeyId(token), KeyId(await http.GetStringAsync($"{second.Issuer}/token?sub=bee&role=partner")));
    }

    [Fact]
    public async Task Kill_9_of_its_whole_group_loses_no_acknowledged_message_and_leaves_no_process()
    {
        await using var first = await LauncherProcess.StartReadyAsync("--data", Data);
        await SendMessageAsync(first);

        first.SignalGroup(LauncherProcess.Kill);
        await first.EndAsync();

        // At once: it waits for the Azurite that still saves.
        await using var second = await LauncherProcess.StartReadyAsync("--data", Data);
        AssertNothingListens(first);
        Assert.Equal("kept", await ReadMessageAsync(second));
    }

    [Fact]
    public async Task It_ends_when_its_parent_is_killed()
    {
        var started = Process.Start(new ProcessStartInfo(
            "sh", ["-c", "\"$@\" & wait", "sh", LauncherProcess.Executable, .. LauncherProcess.FreePorts, "--data", Data])
        {
            RedirectStandardOutput = true,
        });
        using var parent = started!;
        while (await parent.StandardOutput.ReadLineAsync() is { } line && line != "QNom is ready")
        {
        }

        Assert.True(File.Exists(AzuriteProcessFile));
        parent.Kill();

        // The pipe ends with its last holder: launcher and Azurite.
        await parent.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        Assert.False(File.Exists(AzuriteProcessFile));
    }

    [Fact]
    public async Task The_death_of_Azurite_is_said_and_ends_it()
    {
        await using var launcher = await LauncherProcess.StartReadyAsync("--data", Data);

        var azuriteProcess = int.Parse(await File.ReadAllTextAsync(AzuriteProcessFile), CultureInfo.InvariantCulture);
        LauncherProcess.Send(azuriteProcess, LauncherProcess.Kill);

        var (code, errors) = await launcher.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains("QNom: Azurite ended, so QNom cannot go on.", errors, StringComparison.Ordinal);
        AssertNothingListens(launcher);
    }

    [Fact]
    public async Task Two_run_side_by_side_but_not_on_one_data_folder()
    {
        await using var first = await LauncherProcess.StartReadyAsync("--data", Data);

        await using var other = await LauncherProcess.StartReadyAsync("--data", Data + "-other");
        await using var same = LauncherProcess.Start([.. LauncherProcess.FreePorts, "--data", Data]);
        var (code, errors) = await same.EndAsync();

        Assert.Equal(1, code);
        Assert.Equal(
            $"QNom: The data folder {Data} is in use by another QNom. " +
            "Stop that one, or choose another folder with --data.\n",
            errors);
        // The one that was refused has harmed nobody.
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{first.Issuer}/jwks")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{other.Issuer}/jwks")).StatusCode);
    }

    [Fact]
    public async Task Ephemeral_serves_the_app_and_leaves_nothing_on_disk()
    {
        var (here, temporary) = (folder.CreateSubdirectory("here"), folder.CreateSubdirectory("tmp"));
        await using var launcher = LauncherProcess.Start(
            [.. LauncherProcess.FreePorts, "--ephemeral"], here.FullName, temporary.FullName);
        await launcher.ReadyAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{launcher.Api}/sites");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", await http.GetStringAsync($"{launcher.Issuer}/token?sub=alice&role=diner"));
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        launcher.Signal(LauncherProcess.Terminate);
        var (code, errors) = await launcher.EndAsync();
        Assert.True(code == 0, errors);
        Assert.Empty(here.EnumerateFileSystemInfos());
        Assert.Empty(temporary.EnumerateFileSystemInfos());
        AssertNothingListens(launcher);
    }

    [Theory]
    [InlineData("--port", "{0}")]
    [InlineData("--cosmos-port", "{0}")]
    [InlineData("--azurite-ports", "{0},0,0")]
    [InlineData("--azurite-ports", "0,{0},0")]
    [InlineData("--azurite-ports", "0,0,{0}")]
    public async Task A_port_in_use_is_one_line_that_names_the_port_and_the_option(string option, string value)
    {
        var port = azurite.Server.BlobEndpoint.Port;
        var ports = new Dictionary<string, string> { ["--port"] = "0", ["--cosmos-port"] = "0", ["--azurite-ports"] = "0,0,0" };
        ports[option] = string.Format(CultureInfo.InvariantCulture, value, port);

        await using var launcher = LauncherProcess.Start(
            [.. ports.SelectMany(pair => new[] { pair.Key, pair.Value }), "--no-seed", "--data", Data]);

        var (code, errors) = await launcher.EndAsync();
        Assert.Equal(1, code);
        Assert.Equal($"QNom: Port {port} is in use. Choose another with {option}.\n", errors);
        Assert.False(File.Exists(AzuriteProcessFile));
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        await using var launcher = LauncherProcess.Start(["--help"]);

        var (code, _) = await launcher.EndAsync();

        Assert.Equal(0, code);
        Assert.All(
            ["--port", "--cosmos-port", "--azurite-ports", "--data", "--ephemeral", "--no-seed"],
            option => Assert.Contains(option, launcher.Output, StringComparison.Ordinal));
    }

    private string AzuriteProcessFile => Path.Combine(Data, "azurite", "azurite.pid");

    private async Task SendMessageAsync(LauncherProcess launcher)
    {
        var queue = Queue(launcher);
        await queue.CreateAsync();
        await queue.SendMessageAsync("kept");
    }

    private async Task<string> ReadMessageAsync(LauncherProcess launcher) =>
        (await Queue(launcher).PeekMessageAsync()).Value.Body.ToString();

    private QueueClient Queue(LauncherProcess launcher) => new(
        azurite.ConnectionString.Replace(
            azurite.Server.QueueEndpoint.Authority, launcher.Queues.Authority, StringComparison.Ordinal),
        "launcher-test");

    private static void AssertNothingListens(LauncherProcess launcher)
    {
        foreach (var address in launcher.Addresses)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            Assert.Throws<SocketException>(() => socket.Connect(address.Host, address.Port));
        }
    }

    private static string KeyId(string token) => new JsonWebToken(token).Kid;
}
