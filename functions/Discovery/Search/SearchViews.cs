using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Photos;

namespace QNom.Discovery.Search;

/// <summary>A page of a search.</summary>
/// <param name="Hits">The venues of the page, in order.</param>
/// <param name="Matches">How many venues matched when the first page was made; the pages lead through at most 400 of them.</param>
public sealed record SearchPage(IReadOnlyList<VenueHit> Hits, int Matches);

/// <summary>A venue that was found.</summary>
/// <param name="VenueId">Its id.</param>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Name">Its name, in the language that was asked for if it is translated.</param>
/// <param name="Type">What kind of place it is.</param>
/// <param name="Cuisines">Its kitchens, the best known first.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Metres">How far away that is as the crow flies, in metres.</param>
/// <param name="Diet">Who can eat there.</param>
/// <param name="Price">What a meal costs; null if nobody said.</param>
/// <param name="Rating">What diners say of it; null before the first review.</param>
/// <param name="State">Open while there is a live wait; closed or paused while the stall or its hours say so; else unknown.</param>
/// <param name="Wait">The live wait; null if there is none.</param>
/// <param name="OpenNow">Whether it is open by its hours and by what it says; null if neither is known.</param>
/// <param name="ClosesAt">When it closes, if it is open and its hours are known.</param>
/// <param name="OpensAt">When it opens next, if it is closed by its hours.</param>
/// <param name="Demo">True for a stall that we made up.</param>
public sealed record VenueHit(
    string VenueId, string SiteId, string Name, VenueType Type, IReadOnlyList<Cuisine> Cuisines, GeoPoint Location, int Metres,
    DietView Diet, PriceView? Price, RatingView? Rating, VenueState State, HitWait? Wait, bool? OpenNow, DateTimeOffset? ClosesAt,
    DateTimeOffset? OpensAt, bool Demo)
{
    /// <summary>A small photo of it; null if it has none.</summary>
    public RenditionView? Photo { get; init; }

    /// <summary>What a client sees of what was found.</summary>
    public static VenueHit Of(Found found, Language language, DateTimeOffset now)
    {
        var (venue, wait) = (found.Venue.Facts, found.Venue.Card.Wait);
        var live = wait?.LiveAt(now) is { } likely ? new HitWait(likely, wait.Low!.Value, wait.High!.Value, wait.ValidUntil!.Value) : null;
        var open = found.Venue.Card.IsOpenAt(now);
        var timetable = found.Venue.Card.Opening is { Gates: true } opening ? opening.Timetable : null;
        // A live wait of a stall whose hours have ended since says nothing any more.
        live = open == false ? null : live;
        return new VenueHit(
            found.Venue.Card.Id, venue.SiteId, venue.NameIn(language), venue.Type, venue.Cuisines, venue.Location,
            (int)Math.Round(found.Metres), DietView.Of(venue.Diet, now), PriceView.Of(venue.Price), RatingView.Of(venue.Rating),
            live is not null ? VenueState.Open : wait?.IsShutAt(now) == true ? wait.State : open == false ? VenueState.Closed : VenueState.Unknown,
            live, open, open == true ? timetable?.ClosesAt(now) : null, open == false ? timetable?.NextOpening(now) : null, venue.Demo);
    }
}

/// <summary>A live wait in whole minutes.</summary>
/// <param name="Likely">The likely wait.</param>
/// <param name="Low">Start of the 80% interval.</param>
/// <param name="High">End of the 80% interval.</param>
/// <param name="ValidUntil">From when on it says nothing any more.</param>
public sealed record HitWait(int Likely, int Low, int High, DateTimeOffset ValidUntil);
