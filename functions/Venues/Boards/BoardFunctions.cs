using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Venues.Boards;

/// <summary>The triggers of live boards.</summary>
public sealed class BoardFunctions(SiteReader reader, BoardFeed feed, TimeProvider time)
{
    /// <summary>The waits at a site's stalls, and where a stream of their changes goes on from.</summary>
    [Function(nameof(GetBoard))]
    public async Task<IResult> GetBoard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sites/{siteId}/board")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ConditionalJson.Of(
            await reader.ReadBoardAsync(RouteValue.Id(request, "siteId"), cancellationToken), VenueFunctions.BoardMaxAge);

    /// <summary>
    /// The changes of a site's board as server-sent events, from the last one that the caller has seen; without one, first
    /// every stall that anything was ever said about. An event says how a stall is now: changes in quick succession may be one event.
    /// </summary>
    [Function(nameof(StreamSite))]
    public async Task<IResult> StreamSite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sites/{siteId}/stream")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await StreamAsync(request, RouteValue.Id(request, "siteId"), null, cancellationToken);

    /// <summary>The changes of one stall: the stream of its site, without the other stalls.</summary>
    [Function(nameof(StreamVenue))]
    public async Task<IResult> StreamVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/stream")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var venue = await reader.ReadVenueAsync(RouteValue.Id(request, "venueId"), Details.Language.English, cancellationToken);
        return await StreamAsync(request, venue.SiteId, venue.VenueId, cancellationToken);
    }

    private async Task<IResult> StreamAsync(
        HttpRequest request, string siteId, string? venueId, CancellationToken cancellationToken)
    {
        var listener = await feed.ListenAsync(siteId, LastEventId.Read(request), cancellationToken);
        // The result runs after this function; with the request, the listener ends whatever becomes of that.
        request.HttpContext.Response.RegisterForDispose(listener);
        return new BoardEvents(listener, venueId, time);
    }
}
