using QNom.Discovery;

namespace QNom.Recommendations;

/// <summary>Chooses the venues whose queues are looked at: each costs a point read, so they are few whatever there is around.</summary>
public static class Shortlist
{
    /// <summary>The most queues that one recommendation looks at.</summary>
    public const int Most = 24;

    /// <summary>So many of them may stand in one site, as long as there are others.</summary>
    private const int MostOfASite = 8;

    private const int MostFavourites = 4;
    private const int NeighboursOfEach = 2;

    /// <summary>The venues, at most <see cref="Most"/>: favourites and what could stand in for them, then what looks best from afar.</summary>
    public static IReadOnlyList<Candidate> Of(IEnumerable<Candidate> around, LunchBreak lunch, DinerTaste taste)
    {
        var ranked = around
            .Select(venue => (Venue: venue, Rough: Outlook.Roughly(venue, lunch, taste)))
            .Where(venue => venue.Rough >= 0)
            .OrderByDescending(venue => venue.Rough).ThenBy(venue => venue.Venue.Metres).ThenBy(venue => venue.Venue.Card.Id, StringComparer.Ordinal)
            .Select(venue => venue.Venue).ToList();
        var list = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var favourite in ranked.Where(venue => taste.Favourites.Contains(venue.Card.Id)).Take(MostFavourites))
        {
            list[favourite.Card.Id] = favourite;
            foreach (var near in ranked.Where(venue => Alternative.IsNear(favourite.Card, venue.Card)).Take(NeighboursOfEach))
                list[near.Card.Id] = near;
        }

        var ofSite = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var venue in ranked)
        {
            var site = venue.Card.Venue!.SiteId;
            ofSite[site] = ofSite.GetValueOrDefault(site) + 1;
            if (list.Count < Most && ofSite[site] <= MostOfASite)
                list[venue.Card.Id] = venue;
        }

        foreach (var venue in ranked.TakeWhile(_ => list.Count < Most))
            list[venue.Card.Id] = venue;
        return [.. list.Values];
    }
}
