using QNom.Partners;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Venues;

namespace QNom.Orders.Kitchen;

/// <summary>Changes how stalls take orders.</summary>
public sealed class KitchenEditor(
    OrderStore store, VenueStore venues, PickUpTimes times, Onboarding partners, Pseudonyms pseudonyms, TimeProvider time)
{
    /// <summary>How a stall takes orders.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<OrderingView> ReadAsync(string venueId, CancellationToken cancellationToken) =>
        OrderingView.Of(venueId, await times.OfferAsync(venueId, cancellationToken));

    /// <summary>Puts other rules in the place of those that are as their editor saw them.</summary>
    /// <exception cref="ProblemException">400; 404; 412: they have changed meanwhile.</exception>
    public async Task<OrderingView> ChangeAsync(
        string venueId, KitchenRules rules, Caller caller, IfMatch seen, CancellationToken cancellationToken)
    {
        rules.Validate();
        await RequireVenueAsync(venueId, cancellationToken);
        // Whoever sets the stall up is whom its money is for; an operator only helps.
        var partner = caller.PartnerId ?? (caller.Kind == CallerKind.PartnerMember
            ? await partners.PartnerAtAsync(pseudonyms.Of(caller), venueId, cancellationToken)
            : null);
        await store.ChangeKitchenAsync(venueId, kitchen =>
        {
            seen.Require(kitchen.Revision);
            return kitchen with { Revision = kitchen.Revision + 1, Rules = rules, PartnerId = partner ?? kitchen.PartnerId };
        }, cancellationToken);
        return await ReadAsync(venueId, cancellationToken);
    }

    /// <summary>Takes no orders for a while; what was ordered stays ordered. Said again, it counts from now.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public Task<OrderingView> PauseAsync(string venueId, PauseLength length, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return SetPauseAsync(venueId, length switch
        {
            PauseLength.HalfHour => now.AddMinutes(30),
            PauseLength.Hour => now.AddHours(1),
            PauseLength.Today => SingaporeTime.EndOfDay(now),
            _ => throw new ArgumentOutOfRangeException(nameof(length)),
        }, cancellationToken);
    }

    /// <summary>Takes orders again. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public Task<OrderingView> ResumeAsync(string venueId, CancellationToken cancellationToken) =>
        SetPauseAsync(venueId, null, cancellationToken);

    private async Task<OrderingView> SetPauseAsync(string venueId, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await RequireVenueAsync(venueId, cancellationToken);
        await store.ChangeKitchenAsync(
            venueId, kitchen => kitchen.PausedUntil == until ? null : kitchen with { PausedUntil = until }, cancellationToken);
        return await ReadAsync(venueId, cancellationToken);
    }

    private async Task RequireVenueAsync(string venueId, CancellationToken cancellationToken) =>
        _ = await venues.FindAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
}
