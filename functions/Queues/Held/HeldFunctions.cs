using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Held;

/// <summary>The triggers of what was held back, for operators.</summary>
public sealed class HeldFunctions(HeldReports held)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;

    private sealed record Position(string After);

    /// <summary>Reports at a stall that were held back, the latest first, page by page; also those that count by now.</summary>
    [Function(nameof(ListHeldReports))]
    public async Task<IResult> ListHeldReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/held")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        var (page, next) = await held.ListAsync(RouteValue.Id(request, "venueId"), after, limit, cancellationToken);
        if (next is not null)
            Cursor.AddNextLink(request, Cursor.Encode(new Position(next)));
        return UncachedJson.Of(request, page);
    }

    /// <summary>Lets a report count that was held back, whatever the rules say of it. Done again, it changes nothing.</summary>
    [Function(nameof(ReleaseReport))]
    public async Task<IResult> ReleaseReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/queue/held/{reportId}/release")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await held.ReleaseAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "reportId"), cancellationToken));
}
