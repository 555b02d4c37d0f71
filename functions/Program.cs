using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using QNom;

// The entry point under Azure Functions and Core Tools. On one machine, `dotnet run --project local` is another.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddQNom(builder.Configuration);
await builder.Build().RunAsync();
