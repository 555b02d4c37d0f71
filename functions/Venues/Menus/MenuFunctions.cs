using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>The triggers of menus.</summary>
public sealed class MenuFunctions(MenuEditor menus)
{
    // 200 items with all they can have stay below this.
    private const int LargestMenu = 512 * 1024;
    private const int LargestStock = 1024;

    // Something sells out in the middle of lunch.
    internal static readonly TimeSpan MenuMaxAge = TimeSpan.Zero;

    /// <summary>A venue's menu, with what is sold out.</summary>
    [Function(nameof(GetMenu))]
    public async Task<IResult> GetMenu(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/menu")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var language = Languages.Accepted(request);
        var menu = await menus.ReadAsync(RouteValue.Id(request, "venueId"), language, cancellationToken);
        // What is not translated is in English, and most menus have some of that.
        Languages.Tell(request, [language, Language.English]);
        return ConditionalJson.Of(menu, MenuMaxAge, revision: menu.Revision);
    }

    /// <summary>Replaces a venue's menu.</summary>
    [Function(nameof(PutMenu))]
    public async Task<IResult> PutMenu(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/menu")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<MenuFacts>(request, LargestMenu, cancellationToken);
        var menu = await menus.ChangeAsync(RouteValue.Id(request, "venueId"), body, seen, cancellationToken);
        return ConditionalJson.Of(menu, MenuMaxAge, revision: menu.Revision);
    }

    /// <summary>Says until when an item is sold out, or that it is back.</summary>
    [Function(nameof(PutStock))]
    public async Task<IResult> PutStock(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/menu/items/{itemId}/stock")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<StockBody>(request, LargestStock, cancellationToken);
        await menus.SetStockAsync(RouteValue.Id(request, "venueId"), RouteValue.Id(request, "itemId"), body, cancellationToken);
        return Results.NoContent();
    }
}
