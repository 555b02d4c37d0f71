using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QNom;

// The entry point under Azure Functions and Core Tools. On one machine, `dotnet run --project local` is another.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddQNom(builder.Configuration);
// Tells the host to leave our logs to us, or each would be sent twice (as Microsoft.Azure.Functions.Worker.OpenTelemetry does).
builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
await builder.Build().RunAsync();
