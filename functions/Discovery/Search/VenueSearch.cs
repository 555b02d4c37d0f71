namespace QNom.Discovery.Search;

/// <summary>One page of a search, before it is put into words.</summary>
/// <param name="Hits">The venues of the page.</param>
/// <param name="Matches">How many venues matched when the first page was made.</param>
/// <param name="Next">What is left; null on the last page.</param>
public sealed record SearchResult(IReadOnlyList<Found> Hits, int Matches, SearchCursor? Next);

/// <summary>Finds venues. A search reads each cell that its circle touches once, and nothing else.</summary>
public sealed class VenueSearch(Cells cells, TimeProvider time)
{
    /// <summary>Answers a search.</summary>
    public async Task<SearchResult> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var views = await cells.ReadAsync(Cell.Cover(query.Near, query.Radius), cancellationToken);
        return query.Cursor is { } cursor ? GoOn(query, cursor, views) : Begin(query, views, time.GetUtcNow());
    }

    private static SearchResult Begin(SearchQuery query, CellView[] views, DateTimeOffset now)
    {
        var best = new BestFirst(SearchCursor.Longest);
        foreach (var view in views)
            Scan(query, view, now, best);
        var matches = best.Offered;
        // A venue that is moving may for a moment stand in two cells; the newer card is right.
        var found = best.Take();
        var list = found.GroupBy(hit => hit.Venue.Card.Id).Select(same => same.MaxBy(hit => hit.Venue.Card.Revision)).ToList();
        return Page(query, [.. list.Take(query.Limit)], list.Count == found.Count ? matches : matches - found.Count + list.Count,
            [.. list.Skip(query.Limit).Select(hit => hit.Venue.Key)]);
    }

    private static void Scan(SearchQuery query, CellView view, DateTimeOffset now, BestFirst best)
    {
        var box = Box.Around(query.Near, query.Radius);
        var matcher = query.Text.IsEmpty ? null : query.Text.Against(view.Vocabulary.Span);
        foreach (var venue in view.Venues.Span)
        {
            if (!box.Holds(venue.Facts.Location) || !Suits(query, venue.Card, now))
                continue;
            var metres = Distance.Metres(query.Near, venue.Facts.Location);
            if (metres > query.Radius)
                continue;
            var slips = matcher?.Slips(venue.Words) ?? 0;
            // Last, since it takes longest.
            if (slips >= 0 && !(query.OpenAt is { } at && venue.Card.IsOpenAt(at) != true))
                best.Offer(new Found(venue, metres, Ranking.Score(query.Order, venue.Card, metres, slips, now)));
        }
    }

    private static bool Suits(SearchQuery query, DiscoveryCard card, DateTimeOffset now)
    {
        var venue = card.Venue!;
        if (query.MaxWait is { } most && !(card.Wait?.LiveAt(now) <= most))
            return false;
        if (query.PriceCents is { } price && !(venue.Price?.FromCents <= price))
            return false;
        if (query.Cuisines.Count > 0 && !query.Cuisines.Any(venue.Cuisines.Contains))
            return false;
        foreach (var need in query.Diets)
        {
            if (!venue.Diet.Suits(need, now))
                return false;
        }

        return true;
    }

    private static SearchResult GoOn(SearchQuery query, SearchCursor cursor, CellView[] views)
    {
        var wanted = cursor.Left.Take(query.Limit).ToHashSet();
        var known = new Dictionary<ulong, ListedVenue>();
        foreach (var view in views)
        {
            foreach (var venue in view.Venues.Span)
            {
                if (wanted.Contains(venue.Key)
                    && !(known.TryGetValue(venue.Key, out var other) && other.Card.Revision >= venue.Card.Revision))
                {
                    known[venue.Key] = venue;
                }
            }
        }

        var hits = cursor.Left.Take(query.Limit).Where(known.ContainsKey).Select(key => known[key])
            .Select(venue => new Found(venue, Distance.Metres(query.Near, venue.Facts.Location), 0));
        return Page(query, [.. hits], cursor.Matches, [.. cursor.Left.Skip(query.Limit)]);
    }

    private static SearchResult Page(SearchQuery query, IReadOnlyList<Found> hits, int matches, IReadOnlyList<ulong> left) =>
        new(hits, matches, left.Count > 0 ? new SearchCursor(matches, left) : null);
}
