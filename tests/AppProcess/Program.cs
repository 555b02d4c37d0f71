using System.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using QNom;
using QNom.Local.Host;

// Runs the app's functions against the stores that the settings of the environment name, says where they answer, and on each
// line of standard input how many methods had to be compiled by then, and for how many milliseconds. It ends with standard input.
await using var host = await FunctionHost.StartAsync(new FunctionHostOptions
{
    FunctionAssemblies = [typeof(Composition).Assembly],
    Configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build(),
    Compose = (builder, configuration) => builder.AddQNom(configuration),
    HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
    Logging = logging => logging.SetMinimumLevel(LogLevel.None),
});
Console.WriteLine($"answers at {host.Address}");
while (await Console.In.ReadLineAsync() is not null)
    Console.WriteLine($"{JitInfo.GetCompiledMethodCount()} {JitInfo.GetCompilationTime().TotalMilliseconds:F0}");
