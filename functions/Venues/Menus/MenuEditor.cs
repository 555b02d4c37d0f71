using QNom.Platform.Http;
using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>Until when an item is sold out.</summary>
/// <param name="SoldOutUntil">A time within the next week; null puts it back on sale.</param>
public sealed record StockBody(DateTimeOffset? SoldOutUntil);

/// <summary>Shows and changes menus, and what is sold out.</summary>
public sealed class MenuEditor(VenueStore venues, TimeProvider time)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(7);

    /// <summary>A venue's menu: two point reads, and a third only where no menu was ever given.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<MenuView> ReadAsync(string venueId, Language language, CancellationToken cancellationToken)
    {
        var menu = venues.ReadMenuAsync(venueId, cancellationToken);
        var stock = venues.FindStockAsync(venueId, cancellationToken);
        if (await menu is null)
            await RequireVenueAsync(venueId, cancellationToken);
        return MenuView.Of(venueId, (await menu)?.Document, await stock, language, time.GetUtcNow());
    }

    /// <summary>Puts another menu in the place of one that is as its editor saw it.</summary>
    /// <exception cref="ProblemException">400; 404; 412: it has changed meanwhile.</exception>
    public async Task<MenuView> ChangeAsync(string venueId, MenuFacts body, IfMatch seen, CancellationToken cancellationToken)
    {
        MenuRules.Validate(body);
        await RequireVenueAsync(venueId, cancellationToken);
        var stored = await venues.ReadMenuAsync(venueId, cancellationToken);
        var revision = stored?.Document.Revision ?? 0;
        seen.Require(revision);
        var menu = MenuDocument.Create(venueId, revision + 1, body);
        if (!await venues.TrySaveMenuAsync(menu, stored?.ETag, cancellationToken))
            throw Problems.Stale();
        return MenuView.Of(
            venueId, menu, await venues.FindStockAsync(venueId, cancellationToken), Language.English, time.GetUtcNow());
    }

    /// <summary>Says that an item is sold out, or back. Saying it again changes nothing.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such venue or item.</exception>
    public async Task SetStockAsync(string venueId, string itemId, StockBody body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (body.SoldOutUntil is { } until && (until <= now || until > now + Furthest))
            throw Problems.Invalid("/soldOutUntil", $"must be a time within the next {Furthest.Days} days, or null");
        await RequireVenueAsync(venueId, cancellationToken);
        if ((await venues.ReadMenuAsync(venueId, cancellationToken))?.Document.Menu.Items.Any(item => item.ItemId == itemId) != true)
            throw Problems.NotFound("item");

        await venues.ChangeStockAsync(
            venueId,
            current =>
            {
                // What has run out is cleared away here, so the document stays as small as what is sold out now.
                var kept = (current?.SoldOutUntil ?? new Dictionary<string, DateTimeOffset>())
                    .Where(item => item.Value > now && item.Key != itemId).ToDictionary();
                if (body.SoldOutUntil is { } end)
                    kept[itemId] = end.ToUniversalTime();
                return StockDocument.Create(venueId, kept);
            },
            cancellationToken);
    }

    private async Task RequireVenueAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
    }
}
