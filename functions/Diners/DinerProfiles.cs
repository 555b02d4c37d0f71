using Microsoft.AspNetCore.Http;
using QNom.Diners.Consents;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Diners;

/// <summary>What a diner says of themself.</summary>
/// <param name="DisplayName">What others see at reviews, 2 to 100 characters; null for nothing.</param>
/// <param name="Preferences">What the diner likes.</param>
public sealed record DinerBody(string? DisplayName, Preferences Preferences)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors();
        if (DisplayName is not null && PlaceName.Flaw(DisplayName) is { } flaw)
            errors.Add("/displayName", flaw);
        errors.Require(Preferences is not null, "/preferences", "must be an object");
        Preferences?.Check(errors, "/preferences");
        errors.ThrowIfAny();
    }
}

/// <summary>What a diner sees of their profile.</summary>
/// <param name="DisplayName">What others see at reviews; null for nothing.</param>
/// <param name="Preferences">What the diner likes.</param>
/// <param name="Consents">What the diner last said to each purpose.</param>
/// <param name="ErasedAt">When everything is erased, UTC; null while that is not wanted.</param>
/// <param name="Revision">Counts the changes of name and preferences.</param>
public sealed record DinerView(
    string? DisplayName, Preferences Preferences, IReadOnlyList<Consent> Consents, DateTimeOffset? ErasedAt, long Revision)
{
    internal static DinerView Of(DinerDocument? diner) => new(
        diner?.DisplayName, (diner?.Preferences ?? Preferences.None).Filled(), diner?.Consents ?? [],
        diner?.EraseAt is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null, diner?.Revision ?? 0);
}

/// <summary>The favourites of a diner.</summary>
/// <param name="Favourites">The latest first.</param>
public sealed record FavouriteList(IReadOnlyList<Favourite> Favourites);

/// <summary>Profiles, preferences and favourites. A diner is whoever has a diner's token: nobody has to sign up first.</summary>
public sealed class DinerProfiles(DinerStore store, VenueStore venues, TimeProvider time)
{
    /// <summary>What is stored of a diner: one point read. Null if nothing ever was, or no more.</summary>
    internal Task<DinerDocument?> FindAsync(string dinerId, CancellationToken cancellationToken) => store.FindAsync(dinerId, cancellationToken);

    /// <summary>A diner's profile: one point read. Empty if nothing was ever said.</summary>
    public async Task<DinerView> ReadAsync(string dinerId, CancellationToken cancellationToken) =>
        DinerView.Of(await store.FindAsync(dinerId, cancellationToken));

    /// <summary>Changes name and preferences that are as their editor saw them.</summary>
    /// <exception cref="ProblemException">400; 409 while the diner is leaving; 412: it has changed meanwhile.</exception>
    public async Task<DinerView> ChangeAsync(string dinerId, DinerBody body, IfMatch seen, CancellationToken cancellationToken)
    {
        body.Validate();
        return DinerView.Of(await ChangeAsync(dinerId, diner =>
        {
            seen.Require(diner.Revision);
            var next = diner with
            {
                Revision = diner.Revision + 1,
                DisplayName = body.DisplayName is { } name ? PlaceName.Tidy(name) : null,
                Preferences = body.Preferences.Filled(),
            };
            return new DinerChange<DinerDocument>(next);
        }, cancellationToken));
    }

    /// <summary>A diner's favourites: one point read.</summary>
    public async Task<FavouriteList> ReadFavouritesAsync(string dinerId, CancellationToken cancellationToken) =>
        new((await store.FindAsync(dinerId, cancellationToken))?.Favourites ?? []);

    /// <summary>Makes a venue a favourite. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">404 for an unknown venue; 409 when there are too many, or the diner is leaving.</exception>
    public async Task AddFavouriteAsync(string dinerId, string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
        await ChangeAsync(dinerId, diner =>
        {
            if (diner.Favourites.Any(favourite => favourite.VenueId == venueId))
                return null;
            if (diner.Favourites.Count >= DinerDocument.MostFavourites)
                throw TooMany("favourites", DinerDocument.MostFavourites);
            return new DinerChange<DinerDocument>(
                diner with { Favourites = [new Favourite(venueId, time.GetUtcNow()), .. diner.Favourites] });
        }, cancellationToken);
    }

    /// <summary>Makes a venue no favourite. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">409 while the diner is leaving.</exception>
    public Task RemoveFavouriteAsync(string dinerId, string venueId, CancellationToken cancellationToken) =>
        ChangeAsync(
            dinerId,
            diner => diner.Favourites.Any(favourite => favourite.VenueId == venueId)
                ? new DinerChange<DinerDocument>(
                    diner with { Favourites = [.. diner.Favourites.Where(favourite => favourite.VenueId != venueId)] })
                : null,
            cancellationToken);

    /// <summary>Changes a diner's document, which is there from then on.</summary>
    /// <exception cref="ProblemException">409: the diner is leaving.</exception>
    internal Task<DinerDocument?> ChangeAsync(
        string dinerId, Func<DinerDocument, DinerChange<DinerDocument>?> change, CancellationToken cancellationToken) =>
        store.ChangeAsync<DinerDocument>(
            dinerId,
            found => found is { EraseAt: not null }
                ? throw Leaving()
                : change(found ?? new DinerDocument { DinerId = dinerId, CreatedAt = time.GetUtcNow() }),
            cancellationToken);

    /// <summary>409: everything is about to be erased, so nothing is added to it.</summary>
    internal static ProblemException Leaving() =>
        new(StatusCodes.Status409Conflict, "profile-being-deleted", "Your profile is being deleted.",
            "Take the deletion back first: DELETE /diners/me/deletion.");

    /// <summary>409: there is no room for one more.</summary>
    internal static ProblemException TooMany(string what, int most) =>
        new(StatusCodes.Status409Conflict, $"too-many-{what}", $"There are too many {what}.", $"A diner has at most {most}.");
}
