using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.History;

/// <summary>The triggers of what queues were like.</summary>
public sealed class HistoryFunctions(HistoryReader history, TimeProvider time)
{
    // What is usual changes by the day.
    internal static readonly TimeSpan UsualMaxAge = TimeSpan.FromMinutes(5);

    /// <summary>What was said and shown, step by step, page by page.</summary>
    [Function(nameof(GetHistory))]
    public async Task<IResult> GetHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/history")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = HistoryQuery.Read(request, time.GetUtcNow());
        var (page, next) = await history.ReadAsync(RouteValue.Id(request, "venueId"), query, cancellationToken);
        if (next is { } start)
            Cursor.AddNextLink(request, HistoryQuery.CursorAt(start));
        return ConditionalJson.Of(page, QueueFunctions.StatusMaxAge);
    }

    /// <summary>What a day of the week is usually like.</summary>
    [Function(nameof(GetUsualDay))]
    public async Task<IResult> GetUsualDay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/usual")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var day = UsualDay.ReadDay(request);
        return ConditionalJson.Of(
            await history.ReadUsualAsync(RouteValue.Id(request, "venueId"), day, cancellationToken), UsualMaxAge);
    }
}
