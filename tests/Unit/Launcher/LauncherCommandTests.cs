using System.CommandLine;
using QNom.Local;
using QNom.Local.Demo;
using QNom.Local.Payments;
using QNom.Local.Telemetry;

namespace QNom.Tests.Unit.Launcher;

public sealed class LauncherCommandTests
{
    [Fact]
    public async Task Without_options_the_ports_are_the_usual_ones_and_state_stays_in_the_checkout()
    {
        var (code, options, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Equal(
            new LocalCloudOptions
            {
                Port = 7071,
                CosmosPort = 8081,
                AzuritePorts = new AzuritePorts(10000, 10001, 10002),
                DataFolder = Path.Combine(Checkout.Root, ".local"),
                Seed = true,
            },
            options);
    }

    [Fact]
    public async Task Every_option_is_read()
    {
        var (_, options, _) = await RunAsync(
            "--port", "1", "--cosmos-port", "2", "--azurite-ports", "3,4,0", "--data", "here", "--no-seed", "--webhooks", "late,twice");

        Assert.Equal(
            new LocalCloudOptions
            {
                Port = 1,
                CosmosPort = 2,
                AzuritePorts = new AzuritePorts(3, 4, 0),
                DataFolder = Path.GetFullPath("here"),
                Seed = false,
                WebhookTroubles = WebhookTroubles.Late | WebhookTroubles.Twice,
            },
            options);
    }

    [Theory]
    [InlineData("--demo", 1, 1)]
    [InlineData("--demo --demo-speed 7.5 --demo-seed -3", 7.5, -3)]
    public async Task A_demonstration_is_in_real_time_unless_it_is_told_otherwise(string arguments, double speed, int seed)
    {
        var (_, options, _) = await RunAsync(arguments.Split(' '));

        Assert.Equal(new DemoOptions(speed, seed), options!.Demo);
    }

    [Theory]
    [InlineData("--otel", null)]
    [InlineData("--otel http://127.0.0.1:4318", "http://127.0.0.1:4318")]
    public async Task Telemetry_is_printed_unless_a_collector_is_named(string arguments, string? collector)
    {
        var (_, options, _) = await RunAsync(arguments.Split(' '));

        Assert.Equal(new OtelOptions(collector is null ? null : new Uri(collector)), options!.Telemetry);
    }

    [Fact]
    public async Task Ephemeral_means_no_folder()
    {
        var (_, options, _) = await RunAsync("--ephemeral");

        Assert.Null(options!.DataFolder);
    }

    [Theory]
    [InlineData("--port 70000", "A port is 1 to 65535")]
    [InlineData("--port 8081", "Port 8081 is given to more than one service")]
    [InlineData("--azurite-ports 1,2", "--azurite-ports takes three ports")]
    [InlineData("--azurite-ports 1,2,3,4", "--azurite-ports takes three ports")]
    [InlineData("--azurite-ports 1,2,x", "--azurite-ports takes three ports")]
    [InlineData("--port x", "Cannot parse argument 'x' for option '--port'")]
    [InlineData("--ephemeral --data here", "--data names a folder and --ephemeral writes nothing")]
    [InlineData("--unknown", "'--unknown'")]
    [InlineData("--demo --no-seed", "--demo plays at the stalls of the seed")]
    [InlineData("--demo --demo-speed 0.5", "--demo-speed is 1 to 60")]
    [InlineData("--demo --demo-speed 61", "--demo-speed is 1 to 60")]
    [InlineData("--demo --demo-speed NaN", "--demo-speed is 1 to 60")]
    [InlineData("--demo-speed 2", "go with --demo")]
    [InlineData("--demo-seed 2", "go with --demo")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string says)
    {
        var (code, options, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(1, code);
        Assert.Null(options);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--port")]
    [InlineData(2, "--cosmos-port")]
    [InlineData(3, "--azurite-ports")]
    [InlineData(5, "--azurite-ports")]
    public void A_port_leads_back_to_its_option(int port, string option)
    {
        var options = new LocalCloudOptions { Port = 1, CosmosPort = 2, AzuritePorts = new AzuritePorts(3, 4, 5) };

        Assert.Equal(option, LauncherCommand.OptionFor(port, options));
    }

    private static async Task<(int Code, LocalCloudOptions? Options, string Error)> RunAsync(params string[] arguments)
    {
        LocalCloudOptions? seen = null;
        var error = new StringWriter();
        var command = LauncherCommand.Create(options =>
        {
            seen = options;
            return Task.FromResult(0);
        });
        var code = await command.Parse(arguments).InvokeAsync(
            new InvocationConfiguration { Error = error, Output = TextWriter.Null });
        return (code, seen, error.ToString());
    }
}
