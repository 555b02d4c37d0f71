using QNom.Discovery;
using QNom.Discovery.Search;
using QNom.Queues;

namespace QNom.Recommendations;

/// <summary>What is recommended for a lunch break.</summary>
/// <param name="Lunch">The break.</param>
/// <param name="Chosen">Where to go, the best first.</param>
/// <param name="Alternatives">What to do about packed favourites.</param>
public sealed record Advice(LunchBreak Lunch, IReadOnlyList<Prospect> Chosen, IReadOnlyList<Alternative> Alternatives);

/// <summary>
/// Answers "I have 40 minutes". It reads each cell that the walk may lead through once, as a search does, and the queues of
/// at most <see cref="Shortlist.Most"/> venues, however many there are.
/// </summary>
public sealed class RecommendationDesk(Cells cells, WaitsAhead waits, TimeProvider time)
{
    // A list with something that will hardly do is worse than a shorter one.
    private const double LeastChance = 0.05;

    /// <summary>Recommends places.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="known">What is known of the diner besides.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Advice> AdviseAsync(RecommendationQuery query, DinerTaste known, CancellationToken cancellationToken)
    {
        var taste = known.With(query);
        var lunch = new LunchBreak(
            query.Near, time.GetUtcNow(), query.Minutes, taste.WalkSpeed ?? RecommendationWeights.UsualWalkSpeed);
        var views = await cells.ReadAsync(Cell.Cover(lunch.From, lunch.Radius), cancellationToken);
        var list = Shortlist.Of(Around(views, lunch), lunch, taste);
        var ahead = await waits.ReadAsync(
            [.. list.Select(venue => (venue.Card.Id, lunch.LeavesAt.AddMinutes(lunch.WalkMinutes(venue.Metres))))], cancellationToken);
        return Advise([.. list.Zip(ahead, (venue, queue) => venue with { Ahead = queue })], lunch, taste, query.Limit);
    }

    /// <summary>Chooses from venues whose queues are known: nothing but arithmetic.</summary>
    public static Advice Advise(IReadOnlyList<Candidate> venues, LunchBreak lunch, DinerTaste taste, int most)
    {
        var prospects = venues.Select(venue => Outlook.Of(venue, lunch, taste)).OfType<Prospect>().ToList();
        return new Advice(
            lunch, Variety.Choose([.. prospects.Where(prospect => prospect.Chance >= LeastChance)], most),
            Alternative.Of(prospects, taste));
    }

    private static IEnumerable<Candidate> Around(CellView[] views, LunchBreak lunch)
    {
        var (box, radius) = (Box.Around(lunch.From, lunch.Radius), lunch.Radius);
        var found = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var view in views)
        {
            foreach (var venue in view.Venues.Span)
            {
                if (!box.Holds(venue.Facts.Location))
                    continue;
                var metres = Distance.Metres(lunch.From, venue.Facts.Location);
                // A venue that is moving may for a moment stand in two cells; the newer card is right.
                if (metres <= radius && !(found.TryGetValue(venue.Card.Id, out var other) && other.Card.Revision >= venue.Card.Revision))
                    found[venue.Card.Id] = new Candidate(venue.Card, metres);
            }
        }

        return found.Values;
    }
}
