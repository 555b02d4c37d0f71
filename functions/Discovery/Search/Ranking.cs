namespace QNom.Discovery.Search;

/// <summary>A venue that a search has found.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Metres">How far away it is.</param>
/// <param name="Score">What it is ordered by; less is better.</param>
public readonly record struct Found(ListedVenue Venue, double Metres, double Score);

/// <summary>
/// Orders what was found. The better one has the lower score; then the nearer one; then the one whose id comes first, so that
/// the order is one and the same on every machine.
/// </summary>
public sealed class Ranking : IComparer<Found>
{
    /// <summary>How far people walk in a minute, in metres: 4.8 km/h.</summary>
    public const double MetresPerMinute = 80;

    /// <summary>The minutes that an unknown wait is taken for in the order by what is best.</summary>
    public const double UnknownWait = 10;

    /// <summary>How many minutes of walking or waiting a star more is worth.</summary>
    public const double MinutesPerStar = 3;

    /// <summary>The stars that a venue without a rating is taken to have.</summary>
    public const double UnknownStars = 3.5;

    /// <summary>How many minutes a slip in the name counts.</summary>
    public const double MinutesPerSlip = 5;

    /// <summary>Puts what is shut behind all that is not.</summary>
    public const double MinutesShut = 1000;

    /// <summary>The one ranking.</summary>
    public static Ranking Order { get; } = new();

    /// <inheritdoc/>
    public int Compare(Found x, Found y)
    {
        if (x.Score.CompareTo(y.Score) is var byScore and not 0)
            return byScore;
        return x.Metres.CompareTo(y.Metres) is var byDistance and not 0
            ? byDistance
            : string.CompareOrdinal(x.Venue.Card.Id, y.Venue.Card.Id);
    }

    /// <summary>What a venue is ordered by.</summary>
    public static double Score(SearchOrder order, DiscoveryCard card, double metres, int slips, DateTimeOffset now) => order switch
    {
        SearchOrder.Distance => metres,
        SearchOrder.Rating => card.Venue!.Rating is { Count: > 0 } rating ? -rating.Stars : 0,
        SearchOrder.Wait => card.Wait?.LiveAt(now) ?? double.PositiveInfinity,
        _ => (metres / MetresPerMinute)
            + (card.Wait?.LiveAt(now) ?? UnknownWait)
            - (MinutesPerStar * ((card.Venue!.Rating?.Stars ?? UnknownStars) - UnknownStars))
            + (MinutesPerSlip * slips)
            + (card.Wait?.IsShutAt(now) == true ? MinutesShut : 0),
    };
}
