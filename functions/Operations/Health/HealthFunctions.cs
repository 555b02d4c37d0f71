using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Operations.Health;

/// <summary>What load balancers and monitors ask.</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    /// <summary>This process answers.</summary>
    [Function(nameof(GetLiveness))]
    public IResult GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) =>
        UncachedJson.Of(request, new LivenessReport(Live: true));

    /// <summary>The app can do its work: 200, or 503 with the dependency that is missing.</summary>
    [Function(nameof(GetReadiness))]
    public async Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var report = await readiness.CheckAsync(cancellationToken);
        return UncachedJson.Of(
            request, report, report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
