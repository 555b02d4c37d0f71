using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Explanations;

/// <summary>The trigger of explanations.</summary>
public sealed class ExplanationFunctions(QueueReader queues, TimeProvider time)
{
    /// <summary>Where the wait that is shown comes from: what it adds up from, what was said, what was held back.</summary>
    [Function(nameof(ExplainQueue))]
    public async Task<IResult> ExplainQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/explain")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await queues.FindHeadAsync(RouteValue.Id(request, "venueId"), cancellationToken) is { } head
            ? UncachedJson.Of(request, QueueExplanation.Of(head, time.GetUtcNow()))
            : throw Problems.NotFound("venue");
}
