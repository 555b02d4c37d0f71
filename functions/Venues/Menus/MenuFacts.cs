using QNom.Platform.Http;
using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>A menu. As a request's body it is checked before it is stored.</summary>
/// <param name="Items">What one can order, in the order in which it is shown; at most 200.</param>
public sealed record MenuFacts(IReadOnlyList<MenuItem> Items)
{
    /// <summary>The menu of a venue that has not given one.</summary>
    public static MenuFacts Empty { get; } = new([]);
}

/// <summary>Something one can order.</summary>
/// <param name="ItemId">Its id on this menu: 1 to 40 lower-case letters, digits and hyphens.</param>
/// <param name="Name">Its name in English, 2 to 100 characters.</param>
/// <param name="Price">What it costs without options, 1 to 500 dollars.</param>
/// <param name="Description">What it is, at most 1,000 characters.</param>
/// <param name="Translations">Name and description in the other languages.</param>
/// <param name="Vegetarian">Without meat and fish.</param>
/// <param name="Vegan">Without anything from animals.</param>
/// <param name="Allergens">What is in it.</param>
/// <param name="Options">What one can choose; at most 10.</param>
public sealed record MenuItem(
    string ItemId,
    string Name,
    Money Price,
    string? Description = null,
    Translations? Translations = null,
    bool Vegetarian = false,
    bool Vegan = false,
    IReadOnlyList<Allergen>? Allergens = null,
    IReadOnlyList<MenuOption>? Options = null);

/// <summary>Something one can choose about an item, for example its size.</summary>
/// <param name="OptionId">Its id on this item.</param>
/// <param name="Name">Its name, 2 to 100 characters.</param>
/// <param name="Choices">One to twenty choices.</param>
/// <param name="Least">How many must be chosen at least.</param>
/// <param name="Most">How many may be chosen at most.</param>
public sealed record MenuOption(string OptionId, string Name, IReadOnlyList<MenuChoice> Choices, int Least = 0, int Most = 1);

/// <summary>One choice.</summary>
/// <param name="ChoiceId">Its id in this option.</param>
/// <param name="Name">Its name, 2 to 100 characters.</param>
/// <param name="Extra">What it costs besides the item, 0 to 500 dollars; nothing if it is left out.</param>
public sealed record MenuChoice(string ChoiceId, string Name, Money? Extra = null);

/// <summary>An amount of money.</summary>
/// <param name="Cents">In cents.</param>
/// <param name="Currency">Always <c>SGD</c>.</param>
public sealed record Money(int Cents, string Currency);
