using System.Collections.Frozen;
using QNom.Diners.Consents;
using QNom.Diners.Reviews;
using QNom.Diners.Visits;
using QNom.Platform.Identity;
using QNom.Recommendations;

namespace QNom.Diners;

/// <summary>Tells recommendations what diners keep with us: where they ate, and how they liked it, only if they let that be kept.</summary>
public sealed class KnownTaste(DinerStore store, Pseudonyms pseudonyms)
{
    private const int MostVisits = 100;

    /// <summary>The taste of a caller.</summary>
    public Task<DinerTaste> OfAsync(Caller diner, CancellationToken cancellationToken) =>
        OfAsync(pseudonyms.Of(diner), cancellationToken);

    /// <summary>A diner's taste: one point read, and two queries in the diner's partition where the diner lets visits be kept.</summary>
    public async Task<DinerTaste> OfAsync(string dinerId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(dinerId, cancellationToken) is not { } diner)
            return DinerTaste.Unknown;
        var preferences = diner.Preferences.Filled();
        var needs = DinerTaste.Unknown with
        {
            Needs = preferences.Diets!.ToFrozenSet(),
            Avoids = preferences.Avoids!.ToFrozenSet(),
        };
        // Who is leaving is not to be studied any more, and is not to be harmed either.
        return diner.EraseAt is not null ? needs : needs with
        {
            Likes = preferences.Cuisines!.ToFrozenSet(),
            PriceCents = preferences.PriceCents,
            WalkSpeed = preferences.WalkingSpeed.KilometresPerHour(),
            Favourites = diner.Favourites.Select(favourite => favourite.VenueId).ToFrozenSet(StringComparer.Ordinal),
            Visits = diner.Allows(ConsentPurpose.History) ? await VisitsAsync(dinerId, cancellationToken) : DinerTaste.Unknown.Visits,
        };
    }

    private async Task<FrozenDictionary<string, PastVisits>> VisitsAsync(string dinerId, CancellationToken cancellationToken)
    {
        var visits = await store.ListAsync<VisitDocument>(dinerId, VisitDocument.Prefix, null, MostVisits, cancellationToken);
        var stars = (await store.ListAsync<ReviewedDocument>(dinerId, ReviewedDocument.Prefix, null, MostVisits, cancellationToken))
            .ToDictionary(reviewed => reviewed.VenueId, reviewed => reviewed.Stars, StringComparer.Ordinal);
        return visits.GroupBy(visit => visit.VenueId).ToFrozenDictionary(
            venue => venue.Key,
            venue => new PastVisits(venue.Count(), venue.Max(visit => visit.At), stars.GetValueOrDefault(venue.Key)),
            StringComparer.Ordinal);
    }
}
