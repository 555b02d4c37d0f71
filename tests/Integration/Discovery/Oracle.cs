using QNom.Discovery;
using QNom.Discovery.Text;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Integration.Discovery;

/// <summary>
/// What a search must find, written down a second time and as plainly as can be: every card is looked at, with no cells,
/// boxes, vocabularies or heaps. Only the splitting of texts into words is shared, which tests of its own hold.
/// </summary>
internal sealed record Oracle(GeoPoint Near, double Radius)
{
    public string? Text { get; init; }

    public Cuisine? Cuisine { get; init; }

    public string? Diet { get; init; }

    public int? MaxWait { get; init; }

    public int? PriceDollars { get; init; }

    /// <summary>Hours from now, for what is open then.</summary>
    public int? OpenIn { get; init; }

    public string Sort { get; init; } = "best";

    public string ParametersAt(DateTimeOffset now) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"near={Near.Latitude:R},{Near.Longitude:R}&radius={Radius}&sort={Sort}&limit=50")
        + (Text is null ? "" : $"&q={Uri.EscapeDataString(Text)}")
        + (Cuisine is null ? "" : $"&cuisine={Cuisine.ToString()!.ToLowerInvariant()}")
        + (Diet is null ? "" : $"&diet={Diet}")
        + (MaxWait is null ? "" : $"&maxWait={MaxWait}")
        + (PriceDollars is null ? "" : $"&price={PriceDollars}")
        + (OpenIn is null ? "" : OpenIn == 0 ? "&open=now" : $"&open={now.AddHours(OpenIn.Value):yyyy-MM-ddTHH:mm:ssZ}");

    public List<string> Find(IEnumerable<DiscoveryCard> cards, DateTimeOffset now) => [.. cards
        .Select(card => (Card: card, Metres: Metres(card.Venue!.Location)))
        .Where(hit => hit.Metres <= Radius && Suits(hit.Card, now))
        .Select(hit => (hit.Card, hit.Metres, Slips: Slips(hit.Card.Venue!)))
        .Where(hit => hit.Slips is not null)
        .OrderBy(hit => Score(hit.Card, hit.Metres, hit.Slips!.Value, now))
        .ThenBy(hit => hit.Metres)
        .ThenBy(hit => hit.Card.Id, StringComparer.Ordinal)
        .Select(hit => hit.Card.Id)];

    private static int? Live(DiscoveryCard card, DateTimeOffset now) =>
        card.Wait is { State: VenueState.Open } wait && wait.ValidUntil > now ? wait.Likely : null;

    // By the intervals of its hours, which tests of their own hold, and by what the stall itself says.
    private static bool IsOpen(DiscoveryCard card, DateTimeOffset at)
    {
        if (card.Wait is { State: VenueState.Closed or VenueState.Paused } shut && !(shut.Until <= at))
            return false;
        if (card.Opening is { Hours: not null } or { Closures.Count: > 0 }
            && !card.Opening.Timetable.Intervals(at.AddDays(-1), at.AddDays(1)).Any(open => open.From <= at && at < open.To))
        {
            return false;
        }

        return card.Opening?.Hours is not null || Live(card, at) is not null;
    }

    private bool Suits(DiscoveryCard card, DateTimeOffset now)
    {
        var venue = card.Venue!;
        var today = DateOnly.FromDateTime(now.AddHours(8).UtcDateTime);
        return (MaxWait is null || Live(card, now) <= MaxWait)
            && (OpenIn is null || IsOpen(card, now.AddHours(OpenIn.Value)))
            && (PriceDollars is null || venue.Price?.FromCents <= PriceDollars * 100)
            && (Cuisine is null || venue.Cuisines.Contains(Cuisine.Value))
            && Diet switch
            {
                null => true,
                "halal" => venue.Diet?.Halal?.ExpiresOn >= today,
                "noPorkNoLard" => venue.Diet?.NoPorkNoLard == true,
                "vegetarian" => venue.Diet?.Vegetarian is DietOffer.Some or DietOffer.All,
                _ => venue.Diet?.Vegan is DietOffer.Some or DietOffer.All,
            };
    }

    private double Score(DiscoveryCard card, double metres, int slips, DateTimeOffset now) => Sort switch
    {
        "distance" => metres,
        "rating" => -(card.Venue!.Rating?.Stars ?? 0),
        "wait" => Live(card, now) ?? double.PositiveInfinity,
        // A walk at 80 m a minute and the wait (10 if it is not known), less 3 minutes for each star over 3.5; what is shut, last.
        _ => (metres / 80) + (Live(card, now) ?? 10.0) - (3.0 * ((card.Venue!.Rating?.Stars ?? 3.5) - 3.5)) + (5.0 * slips)
            + (card.Wait is { State: VenueState.Closed or VenueState.Paused } shut && !(shut.Until <= now) ? 1000 : 0),
    };

    // The same formula on the same doubles, so that a circle's very edge is the same edge.
    private double Metres(GeoPoint place) => Distance.Metres(Near, place);

    private int? Slips(ListedFacts venue)
    {
        if (Text is null)
            return 0;
        var typed = Folding.Words(Text);
        var words = new[] { venue.Name, venue.Mandarin, venue.Malay, venue.Tamil }.OfType<string>()
            .Select(Folding.Words).SelectMany(own => own.Concat(own.Zip(own.Skip(1), string.Concat))).ToList();
        var sum = 0;
        for (var i = 0; i < typed.Count; i++)
        {
            string[] forms =
            [
                typed[i],
                .. i > 0 ? [typed[i - 1] + typed[i]] : (string[])[],
                .. i + 1 < typed.Count ? [typed[i] + typed[i + 1]] : (string[])[],
            ];
            int? best = forms.SelectMany(form => words.Select(word => Between(form, word))).Min();
            if (best is null)
                return null;
            sum += best.Value;
        }

        return sum;
    }

    private static int? Between(string typed, string word)
    {
        if (typed[0] >= '一')
        {
            var allowed = typed.Length <= 2 ? 0 : typed.Length <= 6 ? 1 : 2;
            return word[0] < '一' ? null : Within(allowed, Enumerable.Range(0, word.Length + 1)
                .SelectMany(start => Enumerable.Range(0, word.Length - start + 1).Select(length => Edits(typed, word.Substring(start, length))))
                .Min());
        }

        return typed.Length >= 2 && word.StartsWith(typed, StringComparison.Ordinal)
            ? 0
            : Within(typed.Length <= 3 ? 0 : typed.Length <= 7 ? 1 : 2, Edits(typed, word));
    }

    private static int? Within(int allowed, int edits) => edits <= allowed ? edits : null;

    private static int Edits(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[one.Length, other.Length];
    }
}
