using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QNom.Benchmarks.Host;

/// <summary>Requests a second of a trivial function, as a share of the same answer from a bare ASP.NET Core endpoint.</summary>
internal static class HttpRatio
{
    private const int Rounds = 15;

    public static async Task RunAsync(TimeSpan round, CancellationToken cancellationToken)
    {
        await using var bare = await StartBareAsync(cancellationToken);
        await using var host = await HostBenchmark.StartAsync(typeof(Hello), "UseDevelopmentStorage=true", _ => { }, cancellationToken);
        var (endpoint, function) = (new Uri(bare.Urls.First()), host.Address);

        // Rounds alternate, so that whatever else the machine does falls on both.
        var ratios = new List<double>();
        var (endpointRate, functionRate) = (0.0, 0.0);
        for (var i = -1; i < Rounds; i++)
        {
            endpointRate = await HttpLoad.RunAsync(endpoint, "/api/hello", round, cancellationToken);
            functionRate = await HttpLoad.RunAsync(function, "/api/hello", round, cancellationToken);
            if (i >= 0) // the first warms up
                ratios.Add(functionRate / endpointRate);
        }

        Console.WriteLine(
            $"HTTP: function {functionRate:N0}/s, bare endpoint {endpointRate:N0}/s in the last round; "
            + $"ratio {ratios.Order().ElementAt(Rounds / 2):P1} (median of {Rounds} rounds, {ratios.Min():P1} to {ratios.Max():P1})");
    }

    internal static async Task<WebApplication> StartBareAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Logging.AddSimpleConsole().AddFilter(null, LogLevel.Warning); // as the host logs: with a logger, every request is traced
        var app = builder.Build();
        app.MapGet("/api/hello", () => Results.Text("hello"));
        await app.StartAsync(cancellationToken);
        return app;
    }

    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Functions are instance methods.")]
    internal sealed class Hello
    {
        [Function("hello")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("hello");
    }
}
