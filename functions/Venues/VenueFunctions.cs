using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Venues.Details;
using QNom.Venues.Events;
using QNom.Venues.Import;

namespace QNom.Venues;

/// <summary>The triggers of sites and venues.</summary>
public sealed class VenueFunctions(
    SiteReader reader,
    VenueEditor editor,
    Outbox<VenueOutboxMessage> outbox,
    HawkerCentreImport import,
    ImportResults results)
{
    // What a list and a venue say changes a few times a year; a board has live waits on it.
    internal static readonly TimeSpan FactsMaxAge = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan BoardMaxAge = TimeSpan.Zero;

    // Name and description in four languages, at four bytes a character, stay below this.
    private const int LargestVenue = 64 * 1024;

    /// <summary>Hawker centres and food courts, page by page.</summary>
    [Function(nameof(ListSites))]
    public async Task<IResult> ListSites(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sites")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = SiteListQuery.Read(request);
        var (page, next) = await reader.ListAsync(query.Filter, query.After, query.Limit, cancellationToken);
        if (next is not null)
            Cursor.AddNextLink(request, SiteListQuery.CursorAfter(next));
        return ConditionalJson.Of(page, FactsMaxAge);
    }

    /// <summary>One site with the live board of its stalls.</summary>
    [Function(nameof(GetSite))]
    public async Task<IResult> GetSite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sites/{siteId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ConditionalJson.Of(await reader.ReadSiteAsync(RouteValue.Id(request, "siteId"), cancellationToken), BoardMaxAge);

    /// <summary>One venue.</summary>
    [Function(nameof(GetVenue))]
    public async Task<IResult> GetVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var language = Languages.Accepted(request);
        var venue = await reader.ReadVenueAsync(RouteValue.Id(request, "venueId"), language, cancellationToken);
        return Shown(request, venue, FactsMaxAge);
    }

    /// <summary>Creates a venue. Its id is chosen by who creates it, so that sending it again cannot make a second one.</summary>
    [Function(nameof(CreateVenue))]
    public async Task<IResult> CreateVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<NewVenue>(request, LargestVenue, cancellationToken);
        var venue = await editor.CreateAsync(body, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/v1/venues/{venue.VenueId}";
        return UncachedJson.Of(request, reader.Show(venue, Language.English), StatusCodes.Status201Created);
    }

    /// <summary>Replaces what is said of a venue.</summary>
    [Function(nameof(PutVenue))]
    public async Task<IResult> PutVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<VenueChange>(request, LargestVenue, cancellationToken);
        var venue = await editor.ChangeAsync(RouteValue.Id(request, "venueId"), body, seen, cancellationToken);
        return Shown(request, reader.Show(venue, Languages.Accepted(request)), TimeSpan.Zero);
    }

    /// <summary>Delivers events that were committed and did not reach their queue, every half minute.</summary>
    [Function(nameof(SweepVenueOutbox))]
    public Task SweepVenueOutbox([TimerTrigger("15,45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);

    /// <summary>Imports the official list of hawker centres whenever a file is dropped.</summary>
    [Function(nameof(ImportHawkerCentres))]
    public async Task ImportHawkerCentres(
        [BlobTrigger("imports/hawker-centres/{name}", Source = BlobNotices.Source)] Stream content, string name, CancellationToken cancellationToken) =>
        await results.SaveAsync(await import.RunAsync(name, content, cancellationToken), cancellationToken);

    private static ConditionalContent Shown(HttpRequest request, VenueView venue, TimeSpan maxAge)
    {
        Languages.Tell(request, venue.Languages);
        return ConditionalJson.Of(venue, maxAge, revision: venue.Revision);
    }
}
