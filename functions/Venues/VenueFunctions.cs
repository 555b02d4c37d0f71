using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Venues.Import;

namespace QNom.Venues;

/// <summary>The triggers of sites and venues.</summary>
public sealed class VenueFunctions(SiteReader reader, HawkerCentreImport import, ImportResults results)
{
    // What a list and a venue say changes a few times a year; a board has live waits on it.
    internal static readonly TimeSpan FactsMaxAge = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan BoardMaxAge = TimeSpan.Zero;

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
        CancellationToken cancellationToken) =>
        ConditionalJson.Of(await reader.ReadVenueAsync(RouteValue.Id(request, "venueId"), cancellationToken), FactsMaxAge);

    /// <summary>Imports the official list of hawker centres whenever a file is dropped.</summary>
    [Function(nameof(ImportHawkerCentres))]
    public async Task ImportHawkerCentres(
        [BlobTrigger("imports/hawker-centres/{name}")] Stream content, string name, CancellationToken cancellationToken) =>
        await results.SaveAsync(await import.RunAsync(name, content, cancellationToken), cancellationToken);
}
