using System.ComponentModel.DataAnnotations;
using QNom.Platform;
using QNom.Venues.Hours;

namespace QNom.Venues;

/// <summary>One page of sites.</summary>
public sealed record SitePage(IReadOnlyList<SiteSummary> Sites, SourceNotice Source);

/// <summary>A site in a list.</summary>
public sealed record SiteSummary(
    string SiteId, string Name, SiteStatus Status, string PostalCode, [Range(1, Venues.PostalCode.DistrictCount)] int District, string Address, GeoPoint Location,
    [Range(0, SiteFacts.MaxCookedFoodStalls)] int CookedFoodStalls)
{
    /// <summary>What a client sees of a card.</summary>
    public static SiteSummary Of(SiteCard card) => new(
        card.Id, card.Facts.Name, card.Status, card.Facts.PostalCode, card.District, card.Facts.Address,
        card.Facts.Location, card.Facts.CookedFoodStalls);
}

/// <summary>A site with the board of its stalls.</summary>
public sealed record SiteView(
    string SiteId, string Name, SiteStatus Status, string OfficialStatus, string PostalCode, [Range(1, Venues.PostalCode.DistrictCount)] int District, string Address,
    GeoPoint Location, [Range(0, SiteFacts.MaxCookedFoodStalls)] int CookedFoodStalls, SourceNotice Source, IReadOnlyList<StallView> Stalls,
    IReadOnlyList<SiteClosure> Closures)
{
    /// <summary>What a client sees of a board.</summary>
    public static SiteView Of(SiteBoard board, DateTimeOffset now)
    {
        var (siteId, facts) = (board.Site.SiteId, board.Site.Facts);
        var today = DateOnly.FromDateTime(SingaporeTime.Local(now));
        return new SiteView(
            siteId, facts.Name, facts.Status, facts.OfficialStatus, facts.PostalCode, facts.District, facts.Address,
            facts.Location, facts.CookedFoodStalls, SourceNotice.HawkerCentres,
            board.Shown(now), [.. board.Closures.Where(closure => closure.To >= today)]);
    }
}

/// <summary>The live board of a site: nothing but what changes, to be asked for often.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Change">The number of the last change that this shows: a stream goes on from here.</param>
/// <param name="Stalls">Its stalls, in the order of their ids.</param>
public sealed record BoardView(string SiteId, long Change, IReadOnlyList<StallView> Stalls)
{
    /// <summary>What a client sees of a board.</summary>
    public static BoardView Of(SiteBoard board, DateTimeOffset now) =>
        new(board.Site.SiteId, board.Change, board.Shown(now));
}

/// <summary>A stall on the board.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cuisine">Its kitchen.</param>
/// <param name="Demo">True for a stall that we made up.</param>
/// <param name="Wait">What is known of its wait; null if nobody has ever said anything.</param>
public sealed record StallView(string VenueId, string Name, Cuisine Cuisine, bool Demo, StallWait? Wait)
{
    /// <summary>What a client sees of a card.</summary>
    public static StallView Of(StallCard card, DateTimeOffset now) =>
        new(card.Id, card.Name, card.Cuisine, card.Demo, card.Wait?.At(now));
}

/// <summary>Where facts come from; the licence asks that it is said wherever they are shown.</summary>
public sealed record SourceNotice(string Name, Uri Dataset, string Licence, Uri LicenceText)
{
    /// <summary>The source of what is said of hawker centres.</summary>
    public static SourceNotice HawkerCentres { get; } = new(
        "National Environment Agency, Hawker Centres",
        new Uri("https://data.gov.sg/datasets/d_4a086da0a5553be1d89383cd90d07ecd/view"),
        "Singapore Open Data Licence version 1.0",
        new Uri("https://data.gov.sg/open-data-licence"));
}
