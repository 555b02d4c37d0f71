using System.Collections.Frozen;
using QNom.Platform.Identity;
using QNom.Recommendations;

namespace QNom.Diners;

/// <summary>Tells recommendations what diners keep with us; where they ate only if they let it be kept.</summary>
public sealed class KnownTaste(DinerTastes tastes, Pseudonyms pseudonyms) : ITasteSource
{
    /// <inheritdoc/>
    public async Task<DinerTaste> OfAsync(Caller diner, CancellationToken cancellationToken)
    {
        var known = await tastes.OfAsync(pseudonyms.Of(diner), cancellationToken);
        var preferences = known.Preferences.Filled();
        return DinerTaste.Unknown with
        {
            Needs = preferences.Diets!.ToFrozenSet(),
            Likes = preferences.Cuisines!.ToFrozenSet(),
            PriceCents = preferences.PriceCents,
            Favourites = known.Favourites,
            Visits = known.Visits.GroupBy(visit => visit.VenueId).ToFrozenDictionary(
                venue => venue.Key, venue => new PastVisits(venue.Count(), venue.Max(visit => visit.At))),
        };
    }
}
