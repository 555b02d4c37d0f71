using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Notices;

/// <summary>The trigger of what stalls say of themselves.</summary>
public sealed class NoticeFunctions(StallNotices notices)
{
    private const int LargestNotice = 4 * 1024;

    /// <summary>A stall says what its queue is like; the answer is what is shown from now on.</summary>
    [Function(nameof(PostNotice))]
    public async Task<IResult> PostNotice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/queue")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<NoticeBody>(request, LargestNotice, cancellationToken);
        return UncachedJson.Of(request, await notices.TakeAsync(RouteValue.Id(request, "venueId"), body, cancellationToken));
    }
}
