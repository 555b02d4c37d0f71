using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using QNom.Local.Host;
using QNom.Tests.HostApp;

// Runs the functions below against the storage and under the host id that the settings of the environment name, tells
// standard output what they do, and ends with standard input.
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
await using var host = await FunctionHost.StartAsync(new FunctionHostOptions
{
    FunctionAssemblies = [typeof(Functions).Assembly],
    Configuration = configuration,
    Compose = (_, _) => { },
    HostId = configuration["name"],
    MessageLock = TimeSpan.FromSeconds(2),
    Logging = logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error),
});
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
