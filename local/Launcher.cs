using QNom.Local.Demo;
using QNom.Local.Host;

namespace QNom.Local;

/// <summary>Runs the local cloud until it is asked to end, and says on standard output what a person should know.</summary>
internal static class Launcher
{
    /// <summary>Runs; the exit code is 0 if it was asked to end and could, 1 if it could not start or go on.</summary>
    public static async Task<int> RunAsync(LocalCloudOptions options)
    {
        using var stop = new StopRequest();
        try
        {
            await using var cloud = await LocalCloud.StartAsync(options, Console.WriteLine, stop.Token);
            PrintAddresses(cloud, options);
            Console.WriteLine("QNom is ready");

            var stopped = Task.Delay(Timeout.Infinite, stop.Token);
            var demo = options.Demo is { } wanted ? PlayAsync(cloud, wanted, stop.Token) : null;
            if (await Task.WhenAny(stopped, cloud.Azurite.Ended, demo ?? stopped) != cloud.Azurite.Ended)
            {
                // Only if it fails does it end before it is told to.
                if (demo is not null)
                    await demo;
                Console.WriteLine("Stopping…");
                return 0;
            }

            throw new LocalCloudException($"Azurite ended, so QNom cannot go on. {await cloud.Azurite.Ended}".Trim());
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Asked to end before everything had started.
            return 0;
        }
        catch (PortInUseException error)
        {
            return Fail($"{error.Message} Choose another with {LauncherCommand.OptionFor(error.Port, options)}.");
        }
        catch (Exception error) when (error is LocalCloudException or FunctionHostException)
        {
            return Fail(error.Message);
        }
    }

    private static async Task PlayAsync(LocalCloud cloud, DemoOptions options, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = cloud.Functions.Address };
        await new LunchDemo(http, options, TimeProvider.System, Console.WriteLine).RunAsync(stop);
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"QNom: {reason}");
        return 1;
    }

    private static void PrintAddresses(LocalCloud cloud, LocalCloudOptions options)
    {
        var functions = cloud.Functions.Address;
        Console.WriteLine(
            $"""

              Page       {functions}   (the live board, to look at)
              API        {new Uri(functions, "api/v1")}
              Tokens     curl '{new Uri(functions, "identity/token?sub=alice&role=diner")}'   (for development)
              Issuer     {new Uri(functions, "identity")}
              Payments   {new Uri(functions, "simulator")}   (simulated: pay with card 4242 4242 4242 4242)
              Cosmos DB  {cloud.Cosmos.Endpoint}
              Blobs      {cloud.Azurite.BlobEndpoint}
              Queues     {cloud.Azurite.QueueEndpoint}
              Tables     {cloud.Azurite.TableEndpoint}
              Data       {options.DataFolder ?? "in memory, gone with this process"}

            """);
    }
}
