using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>A venue's menu.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Revision">Counts the changes of the menu; 0 if none was given.</param>
/// <param name="Items">What one can order.</param>
public sealed record MenuView(string VenueId, long Revision, IReadOnlyList<MenuItemView> Items)
{
    /// <summary>A menu as it is read in a language at a time.</summary>
    public static MenuView Of(string venueId, MenuDocument? menu, StockDocument? stock, Language language, DateTimeOffset now) => new(
        venueId,
        menu?.Revision ?? 0,
        [.. (menu?.Menu ?? MenuFacts.Empty).Items.Select(item => MenuItemView.Of(item, Until(stock, item.ItemId, now), language))]);

    private static DateTimeOffset? Until(StockDocument? stock, string itemId, DateTimeOffset now) =>
        stock?.SoldOutUntil.TryGetValue(itemId, out var until) == true && until > now ? until : null;
}

/// <summary>Something on a menu.</summary>
/// <param name="ItemId">Its id on this menu.</param>
/// <param name="Name">Its name, in the language that was asked for if it is translated.</param>
/// <param name="Description">What it is; null if nothing is said.</param>
/// <param name="Price">What it costs without options.</param>
/// <param name="SoldOut">Whether it is sold out.</param>
/// <param name="SoldOutUntil">Until when; null if it is not.</param>
/// <param name="Vegetarian">Without meat and fish.</param>
/// <param name="Vegan">Without anything from animals.</param>
/// <param name="Allergens">What is in it.</param>
/// <param name="Options">What one can choose.</param>
public sealed record MenuItemView(
    string ItemId, string Name, string? Description, Money Price, bool SoldOut, DateTimeOffset? SoldOutUntil,
    bool Vegetarian, bool Vegan, IReadOnlyList<Allergen> Allergens, IReadOnlyList<MenuOptionView> Options)
{
    internal static MenuItemView Of(MenuItem item, DateTimeOffset? soldOutUntil, Language language)
    {
        var translated = item.Translations?.In(language);
        return new MenuItemView(
            item.ItemId, translated?.Name ?? item.Name, translated?.Description ?? item.Description, item.Price,
            soldOutUntil is not null, soldOutUntil, item.Vegetarian, item.Vegan, item.Allergens ?? [],
            [.. (item.Options ?? []).Select(MenuOptionView.Of)]);
    }
}

/// <summary>Something one can choose about an item.</summary>
/// <param name="OptionId">Its id on this item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Least">How many must be chosen at least.</param>
/// <param name="Most">How many may be chosen at most.</param>
/// <param name="Choices">What there is.</param>
public sealed record MenuOptionView(string OptionId, string Name, int Least, int Most, IReadOnlyList<MenuChoiceView> Choices)
{
    internal static MenuOptionView Of(MenuOption option) => new(
        option.OptionId, option.Name, option.Least, option.Most,
        [.. option.Choices.Select(choice => new MenuChoiceView(
            choice.ChoiceId, choice.Name, choice.Extra ?? new Money(0, PriceFacts.SingaporeDollar)))]);
}

/// <summary>One choice.</summary>
/// <param name="ChoiceId">Its id in this option.</param>
/// <param name="Name">Its name.</param>
/// <param name="Extra">What it costs besides the item.</param>
public sealed record MenuChoiceView(string ChoiceId, string Name, Money Extra);
