using QNom.Platform.Http;
using QNom.Venues.Details;
using QNom.Venues.Photos;

namespace QNom.Venues;

/// <summary>Answers what people ask about sites and venues.</summary>
public sealed class SiteReader(SiteStore sites, VenueStore venues, PhotoFiles photos, TimeProvider time)
{
    /// <summary>A page of sites in the order of their ids, and the id to go on after; null on the last page.</summary>
    public async Task<(SitePage Page, string? Next)> ListAsync(
        SiteFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        // One more than the page tells whether there is a next one.
        var cards = await sites.ListAsync(filter, after, limit + 1, cancellationToken);
        var page = cards.Take(limit).Select(SiteSummary.Of).ToList();
        return (new SitePage(page, SourceNotice.HawkerCentres), cards.Count > limit ? page[^1].SiteId : null);
    }

    /// <summary>A site with its stalls.</summary>
    /// <exception cref="ProblemException">404: there is no such site.</exception>
    public async Task<SiteView> ReadSiteAsync(string siteId, CancellationToken cancellationToken) =>
        await sites.FindBoardAsync(siteId, cancellationToken) is { } board
            ? SiteView.Of(board, time.GetUtcNow())
            : throw Problems.NotFound("site");

    /// <summary>The live board of a site.</summary>
    /// <exception cref="ProblemException">404: there is no such site.</exception>
    public async Task<BoardView> ReadBoardAsync(string siteId, CancellationToken cancellationToken) =>
        await sites.FindBoardAsync(siteId, cancellationToken) is { } board
            ? BoardView.Of(board, time.GetUtcNow())
            : throw Problems.NotFound("site");

    /// <summary>A venue.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<VenueView> ReadVenueAsync(
        string venueId, Language language, CancellationToken cancellationToken) =>
        await venues.FindAsync(venueId, cancellationToken) is { } venue
            ? Show(venue, language)
            : throw Problems.NotFound("venue");

    /// <summary>What a client sees of a venue now.</summary>
    public VenueView Show(Venue venue, Language language) =>
        VenueView.Of(venue, language, time.GetUtcNow()) with { Photo = CoverView.Of(venue.Cover, photos) };
}
