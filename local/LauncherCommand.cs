using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QNom.Local.Demo;
using QNom.Local.Payments;
using QNom.Local.Recovery;
using QNom.Local.Telemetry;

namespace QNom.Local;

/// <summary>The command line of <c>dotnet run --project local</c>.</summary>
internal sealed class LauncherCommand
{
    private readonly Option<int> port = new("--port")
    {
        Description = "The functions' port, and the development issuer's: API at /api/v1, tokens at /identity.",
        DefaultValueFactory = _ => 7071,
        HelpName = "port",
    };

    private readonly Option<int> cosmosPort = new("--cosmos-port")
    {
        Description = "The Cosmos DB emulator's port.",
        DefaultValueFactory = _ => 8081,
        HelpName = "port",
    };

    private readonly Option<AzuritePorts> azuritePorts = new("--azurite-ports")
    {
        Description = "Azurite's ports for blobs, queues and tables.",
        DefaultValueFactory = _ => new AzuritePorts(10000, 10001, 10002),
        CustomParser = ParseAzuritePorts,
        HelpName = "blob,queue,table",
    };

    private readonly Option<string?> data = new("--data")
    {
        Description =
            "The folder that keeps all state over restarts; a relative path starts at the current folder " +
            "[default: .local in the checkout]",
        HelpName = "folder",
    };

    private readonly Option<bool> ephemeral = new("--ephemeral")
    {
        Description = "Keep everything in memory: nothing is written to disk, and nothing survives.",
    };

    private readonly Option<bool> noSeed = new("--no-seed")
    {
        Description = "Do not seed Singapore's hawker centres and their demonstration stalls.",
    };

    private readonly Option<bool> demo = new("--demo")
    {
        Description =
            "Simulate lunch at some fifty stalls, over and over: diners, stalls, sensors and a few liars, to watch on the page.",
    };

    private readonly Option<double> demoSpeed = new("--demo-speed")
    {
        Description = "With --demo: minutes of the lunch in one real minute, 1 to 60; above 1 without timed visits.",
        DefaultValueFactory = _ => 1,
        HelpName = "times",
    };

    private readonly Option<int> demoSeed = new("--demo-seed")
    {
        Description = "With --demo: the same seed, the same lunches.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    private readonly Option<WebhookTroubles> webhooks = new("--webhooks")
    {
        Description = "What goes wrong with the webhooks of the simulated payment providers: late, twice, shuffled, never, with commas between.",
        DefaultValueFactory = _ => WebhookTroubles.None,
        CustomParser = ParseTroubles,
        HelpName = "troubles",
    };

    private readonly Option<Uri?> otel = new("--otel")
    {
        Description =
            "Print traces, metrics and logs, a line of JSON each; or send them to a collector that takes OTLP over HTTP, " +
            "for example http://127.0.0.1:4318.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParseCollector,
        HelpName = "collector",
    };

    private readonly RootCommand root = new(
        "Brings QNom up on this machine: Azurite, a Cosmos DB emulator, the functions and an OpenID Connect issuer for " +
        "development. Prints 'QNom is ready' once requests are answered and runs until Ctrl-C. " +
        "From the checkout: dotnet run --project local -- [options]. " +
        "Everything listens on 127.0.0.1 only; a port of 0 takes any free one.");

    private LauncherCommand()
    {
        foreach (var command in RecoveryCommands.Create())
            root.Subcommands.Add(command);
        foreach (var option in new Option[] { port, cosmosPort, azuritePorts, data, ephemeral, noSeed, demo, demoSpeed, demoSeed, webhooks, otel })
            root.Options.Add(option);
    }

    /// <summary>The command; <paramref name="run"/> gets the options and returns the exit code.</summary>
    public static RootCommand Create(Func<LocalCloudOptions, Task<int>> run)
    {
        var command = new LauncherCommand();
        command.root.SetAction(async (arguments, _) =>
        {
            if (command.FindContradiction(arguments) is not { } contradiction)
                return await run(command.Read(arguments));

            await arguments.InvocationConfiguration.Error.WriteLineAsync($"QNom: {contradiction}");
            return 1;
        });
        return command.root;
    }

    /// <summary>The option that decides about a port.</summary>
    public static string OptionFor(int port, LocalCloudOptions options) =>
        port == options.Port ? "--port" : port == options.CosmosPort ? "--cosmos-port" : "--azurite-ports";

    private LocalCloudOptions Read(ParseResult arguments) => new()
    {
        Port = arguments.GetValue(port),
        CosmosPort = arguments.GetValue(cosmosPort),
        AzuritePorts = arguments.GetValue(azuritePorts)!,
        DataFolder = arguments.GetValue(ephemeral)
            ? null
            : Path.GetFullPath(arguments.GetValue(data) ?? Path.Combine(Checkout.Root, ".local")),
        WebhookTroubles = arguments.GetValue(webhooks),
        Seed = !arguments.GetValue(noSeed),
        Telemetry = arguments.GetResult(otel) is null ? null : new OtelOptions(arguments.GetValue(otel)),
        Demo = arguments.GetValue(demo) ? new DemoOptions(arguments.GetValue(demoSpeed), arguments.GetValue(demoSeed)) : null,
    };

    // What is right by itself and wrong together.
    private string? FindContradiction(ParseResult arguments)
    {
        var options = Read(arguments);
        if (options.Ports.Any(number => number is < 0 or > 65535))
            return "A port is 1 to 65535, or 0 for any free one.";
        if (options.Ports.Where(number => number != 0).GroupBy(number => number).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"Port {twice.Key} is given to more than one service: see --port, --cosmos-port and --azurite-ports.";
        if (arguments.GetValue(demo) && arguments.GetValue(noSeed))
            return "--demo plays at the stalls of the seed: leave --no-seed out.";
        if (!(arguments.GetValue(demoSpeed) is >= 1 and <= DemoOptions.MostSpeed))
            return $"--demo-speed is 1 to {DemoOptions.MostSpeed}.";
        if (!arguments.GetValue(demo) && (IsGiven(demoSpeed) || IsGiven(demoSeed)))
            return "--demo-speed and --demo-seed go with --demo.";
        return arguments.GetValue(ephemeral) && arguments.GetValue(data) is not null
            ? "--data names a folder and --ephemeral writes nothing: choose one."
            : null;

        bool IsGiven(Option option) => arguments.GetResult(option) is { Implicit: false };
    }

    private static WebhookTroubles ParseTroubles(ArgumentResult result)
    {
        if (Enum.TryParse<WebhookTroubles>(result.Tokens.Single().Value, ignoreCase: true, out var troubles) && (int)troubles is >= 0 and < 16)
            return troubles;
        result.AddError("--webhooks takes late, twice, shuffled and never, with commas between.");
        return default;
    }

    private static Uri? ParseCollector(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        if (Uri.TryCreate(token.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        result.AddError("--otel takes the address of a collector, for example http://127.0.0.1:4318, or nothing.");
        return null;
    }

    private static AzuritePorts? ParseAzuritePorts(ArgumentResult result)
    {
        var parts = result.Tokens.Single().Value.Split(',');
        var ports = new int[3];
        for (var i = 0; i < ports.Length; i++)
            if (parts.Length != ports.Length
                || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out ports[i]))
            {
                result.AddError("--azurite-ports takes three ports, for blobs, queues and tables: 10000,10001,10002.");
                return null;
            }

        return new AzuritePorts(ports[0], ports[1], ports[2]);
    }
}
