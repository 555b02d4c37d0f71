using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Venues.Details;
using QNom.Venues.Photos;

namespace QNom.Discovery.Search;

/// <summary>The trigger of search.</summary>
public sealed class SearchFunctions(VenueSearch search, PhotoFiles photos, TimeProvider time)
{
    // There are live waits in it.
    internal static readonly TimeSpan MaxAge = TimeSpan.Zero;

    /// <summary>
    /// Venues around a place, with their live waits. The pages that a first page leads to are cut from one list: none is
    /// shown twice and none is left out while waits change underneath, and each has its wait as it is then.
    /// </summary>
    [Function(nameof(SearchVenues))]
    public async Task<IResult> SearchVenues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = SearchQuery.Read(request, time.GetUtcNow());
        var result = await search.FindAsync(query, cancellationToken);
        if (result.Next is { } next)
            Cursor.AddNextLink(request, next.Write(query.Fingerprint));
        var language = Languages.Accepted(request);
        Languages.Tell(request, [language, Language.English]);
        var now = time.GetUtcNow();
        return ConditionalJson.Of(
            new SearchPage([.. result.Hits.Select(hit => Show(hit, language, now))], result.Matches), MaxAge);
    }

    private VenueHit Show(Found found, Language language, DateTimeOffset now) => VenueHit.Of(found, language, now) with
    {
        Photo = found.Venue.Facts.Photo is { } photo ? photos.Show(photo) : null,
    };
}
