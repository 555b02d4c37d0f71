using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using QNom.Devices;
using QNom.Diners;
using QNom.Discovery;
using QNom.Operations;
using QNom.Operations.Audit;
using QNom.Operations.DeadLetters;
using QNom.Orders;
using QNom.Partners;
using QNom.Payments;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.OpenApi;
using QNom.Platform.RateLimits;
using QNom.Platform.Telemetry;
using QNom.Queues;
using QNom.Recommendations;
using QNom.Venues;

namespace QNom;

/// <summary>The app's one composition, called by <c>Program.cs</c> under Azure Functions and by the host in <c>local/</c>.</summary>
public static class Composition
{
    /// <summary>Registers every service and middleware of the app.</summary>
    public static void AddQNom(this IFunctionsWorkerApplicationBuilder builder, IConfiguration configuration)
    {
        // The API's description tells of the capabilities in this order.
        builder.Services
            .AddPlatform(configuration)
            .AddVenues()
            .AddQueues()
            .AddDevices()
            .AddPartners()
            .AddOrders()
            .AddPayments()
            .AddDiscovery()
            .AddDiners()
            .AddRecommendations()
            .AddOperations()
            .AddOpenApi();

        // The first is the outermost: all else happens within its span; whatever goes wrong further in, HTTP callers get a problem, with the headers of any answer.
        builder.UseMiddleware<TelemetryMiddleware>();
        builder.UseMiddleware<SafetyHeadersMiddleware>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<RateLimitMiddleware>();
        builder.UseMiddleware<AuditMiddleware>();
        builder.UseMiddleware<FailureMiddleware>();
    }
}
