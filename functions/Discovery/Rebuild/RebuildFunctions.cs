using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Discovery.Rebuild;

/// <summary>The triggers of rebuilds.</summary>
public sealed class RebuildFunctions(DiscoveryRebuild rebuild)
{
    /// <summary>Makes the read model of search anew from its sources, while it goes on being read.</summary>
    [Function(nameof(StartRebuild))]
    public async Task<IResult> StartRebuild(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/discovery/rebuilds")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await rebuild.StartAsync(cancellationToken), StatusCodes.Status202Accepted);

    /// <summary>How far a rebuild came.</summary>
    [Function(nameof(GetRebuild))]
    public async Task<IResult> GetRebuild(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/discovery/rebuilds/{rebuildId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await rebuild.ReadAsync(RouteValue.Id(request, "rebuildId"), cancellationToken));

    /// <summary>Does a step of a rebuild.</summary>
    [Function(nameof(StepRebuild))]
    public Task StepRebuild([QueueTrigger(DiscoveryRebuild.Queue)] string message, CancellationToken cancellationToken) =>
        rebuild.StepAsync(QueueMessages.Read<RebuildStep>(message), cancellationToken);
}
