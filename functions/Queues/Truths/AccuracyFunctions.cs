using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Truths;

/// <summary>The trigger of a venue's own accuracy.</summary>
public sealed class AccuracyFunctions(QueueReader queues)
{
    internal static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>How right the waits were that were shown, by the visits that diners timed.</summary>
    [Function(nameof(GetAccuracy))]
    public async Task<IResult> GetAccuracy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/accuracy")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await queues.FindHeadAsync(RouteValue.Id(request, "venueId"), cancellationToken) is { } head
            ? ConditionalJson.Of(QueueAccuracy.Of(head), MaxAge)
            : throw Problems.NotFound("venue");
}
