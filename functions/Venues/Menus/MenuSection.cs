using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>What the API document says of menus.</summary>
internal static class MenuSection
{
    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly Parameter ItemId = Parameter.Id("itemId", "The item on its menu.", "chicken-rice");

    private static readonly Money Usual = new(450, PriceFacts.SingaporeDollar);

    private static readonly Money More = new(100, PriceFacts.SingaporeDollar);

    public static ApiSection Section { get; } = new("Menus", "What a stall sells, what it costs, and what is sold out.",
    [
        new Endpoint(nameof(MenuFunctions.GetMenu), "A stall's menu")
        {
            Parameters = [VenueId, Parameter.AcceptLanguage],
            Answer = Answer.Read(
                "The menu; empty if none was given.", Content.Written(View), MenuFunctions.MenuMaxAge,
                Header.ContentLanguage, Header.VaryByLanguage),
        },
        new Endpoint(nameof(MenuFunctions.PutMenu), "Replace a menu")
        {
            Parameters = [VenueId, Parameter.IfMatch],
            Body = Content.Read(new MenuFacts([Item])),
            Answer = Answer.Read("The menu as it is now.", Content.Written(View), MenuFunctions.MenuMaxAge) with { Conditional = false },
            Problems =
            [
                Problems.Invalid("/items/0/price/cents", $"must be {PriceFacts.Lowest} to {PriceFacts.Highest}"),
                Problems.IfMatchNeeded(),
                Problems.Stale(),
            ],
        },
        new Endpoint(nameof(MenuFunctions.PutStock), "Say that an item is sold out, or back")
        {
            Parameters = [VenueId, ItemId],
            Body = Content.Read(new StockBody(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero))),
            Answer = new Answer(204, "It is shown from now on.", null),
            Problems = [Problems.Invalid("/soldOutUntil", "must be a time within the next 7 days, or null")],
        },
    ])
    {
        // Read and written alike.
        Schemas = new Dictionary<Type, JsonObject> { [typeof(Money)] = Amount() },
    };

    private static MenuItem Item => new(
        "chicken-rice", "Chicken Rice", Usual, "With soup and chilli.",
        new Translations(ZhHans: new TranslatedText("鸡饭")), Allergens: [Allergen.Soybeans],
        Options: [new MenuOption("size", "Size", [new MenuChoice("usual", "Usual"), new MenuChoice("large", "Large", More)], 1)]);

    private static MenuView View => MenuView.Of(
        "maxwell-food-centre-chicken-rice",
        MenuDocument.Create("maxwell-food-centre-chicken-rice", 3, new MenuFacts([Item])), null, Language.Mandarin, default);

    private static JsonObject Amount() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["cents"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = PriceFacts.Highest },
            ["currency"] = new JsonObject { ["type"] = "string", ["const"] = PriceFacts.SingaporeDollar },
        },
        ["required"] = new JsonArray("cents", "currency"),
    };
}
