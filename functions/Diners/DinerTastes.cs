using QNom.Diners.Consents;
using QNom.Diners.Visits;

namespace QNom.Diners;

/// <summary>What is known of what a diner likes.</summary>
/// <param name="Preferences">What the diner said.</param>
/// <param name="Favourites">Ids of favourite venues.</param>
/// <param name="Visits">Where the diner ate in the last 90 days, the latest first; at most 100. Empty without consent.</param>
public sealed record Tastes(Preferences Preferences, IReadOnlySet<string> Favourites, IReadOnlyList<Visit> Visits)
{
    /// <summary>Of someone of whom nothing is known.</summary>
    public static Tastes Unknown { get; } = new(Preferences.None, new HashSet<string>(), []);
}

/// <summary>Tells other capabilities what a diner likes.</summary>
public sealed class DinerTastes(DinerStore store)
{
    private const int MostVisits = 100;

    /// <summary>
    /// What a diner likes: one point read, and one query in the diner's partition where the diner lets visits be kept.
    /// </summary>
    /// <param name="dinerId">The pseudonym of the diner: <see cref="Platform.Identity.Pseudonyms.Of"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Tastes> OfAsync(string dinerId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(dinerId, cancellationToken) is not { EraseAt: null } diner)
            return Tastes.Unknown;
        IReadOnlyList<VisitDocument> visits = diner.Allows(ConsentPurpose.History)
            ? await store.ListAsync<VisitDocument>(dinerId, VisitDocument.Prefix, null, MostVisits, cancellationToken)
            : [];
        return new Tastes(
            diner.Preferences,
            diner.Favourites.Select(favourite => favourite.VenueId).ToHashSet(StringComparer.Ordinal),
            [.. visits.Select(visit => visit.ToVisit())]);
    }
}
