using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Http;

/// <summary>The web server around the functions: Kestrel and endpoint routing, and nothing else.</summary>
internal static class HttpServer
{
    // The limit of Azure Functions unless FUNCTIONS_REQUEST_BODY_SIZE_LIMIT says otherwise.
    private const long DefaultBodyLimit = 104_857_600;

    public static WebApplicationBuilder CreateBuilder(FunctionHostOptions options, HostJson hostJson)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(options.Configuration);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize =
                options.Configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", DefaultBodyLimit);
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");

        // MVC gives the official worker its action results; the web's own results need routing only.
        builder.Services.AddMvcCore();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<IHostLifetime, OwnerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);

        // As in Azure Functions, the framework's own lines stay out unless host.json asks for them: several lines for each
        // request would cost three times the request.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var (category, level) in hostJson.LogLevels)
            builder.Logging.AddFilter(
                category.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : category, ParseLevel(category, level));
        (options.Logging ?? (logging => logging.AddSimpleConsole(console => console.SingleLine = true)))(builder.Logging);
        return builder;
    }

    public static void Map(
        WebApplication app, IEnumerable<Function> functions, FunctionExecutionDelegate pipeline, string routePrefix,
        Action<IEndpointRouteBuilder>? mapLocalEndpoints, CancellationToken stopping)
    {
        var logger = app.Services.GetRequiredService<ILogger<HttpFunctionEndpoint>>();
        foreach (var function in functions)
            if (function.Trigger is HttpTrigger trigger)
                FunctionRoutes.Map(
                    app, routePrefix, function, trigger,
                    new HttpFunctionEndpoint(function, pipeline, logger, stopping).InvokeAsync);

        mapLocalEndpoints?.Invoke(app);
    }

    private static LogLevel ParseLevel(string category, string level) =>
        Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed)
            ? parsed
            : throw new FunctionHostException($"host.json: logging.logLevel.{category} must be a log level, not '{level}'.");

    // Signals and Ctrl-C belong to whoever started this host and stops its parts in order.
    private sealed class OwnerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
