using QNom.Platform.Http;
using QNom.Venues.Menus;

namespace QNom.Orders.Cart;

/// <summary>
/// Prices a cart by the menu as it is now; pure. What the client saw decides nothing but whether it is told that it saw
/// something else.
/// </summary>
public static class CartPricing
{
    /// <summary>The lines of an order.</summary>
    /// <exception cref="ProblemException">
    /// 400: a choice is not one of the menu's. 409: a price has changed, or something is sold out or not on the menu any more.
    /// </exception>
    public static IReadOnlyList<OrderLine> Price(
        IReadOnlyList<CartItem> items, MenuFacts menu, StockDocument? stock, DateTimeOffset now)
    {
        var (wrong, gone, changed) = (new ValidationErrors(), new Dictionary<string, string[]>(), new Dictionary<string, string[]>());
        var lines = new List<OrderLine>();
        foreach (var (index, item) in items.Index())
        {
            var at = $"/items/{index}";
            if (menu.Items.FirstOrDefault(one => one.ItemId == item.ItemId) is not { } dish)
            {
                gone[$"{at}/itemId"] = ["is not on the menu"];
                continue;
            }

            if (stock?.SoldOutUntil.TryGetValue(item.ItemId, out var until) == true && until > now)
                gone[$"{at}/itemId"] = ["is sold out"];
            var chosen = Choose(dish, item, at, wrong);
            var unit = dish.Price.Cents + chosen.Sum(choice => choice.ExtraCents);
            if (unit != item.UnitCents)
                changed[$"{at}/unitCents"] = [$"must be {unit}"];
            lines.Add(new OrderLine(item.ItemId, dish.Name, item.Quantity, unit, chosen, item.Note));
        }

        // What is wrong with the request itself comes first, then what cannot be had, then what it costs.
        wrong.ThrowIfAny();
        if (gone.Count > 0)
            throw OrderProblems.NotOnSale(gone);
        return changed.Count > 0 ? throw OrderProblems.PriceChanged(changed) : lines;
    }

    private static List<ChosenOption> Choose(MenuItem dish, CartItem item, string at, ValidationErrors errors)
    {
        var (options, wanted) = (dish.Options ?? [], item.Choices ?? new Dictionary<string, IReadOnlyList<string>>());
        foreach (var unknown in wanted.Keys.Except(options.Select(option => option.OptionId)))
            errors.Add($"{at}/choices/{JsonPointer.Escape(unknown)}", "is no option of this item");
        var chosen = new List<ChosenOption>();
        foreach (var option in options)
        {
            var ids = wanted.GetValueOrDefault(option.OptionId) ?? [];
            var place = $"{at}/choices/{option.OptionId}";
            errors.Require(ids.Count >= option.Least && ids.Count <= option.Most, place, $"must be {option.Least} to {option.Most} of its choices")
                .Require(ids.Distinct().Count() == ids.Count, place, "must not have a choice twice");
            foreach (var unknown in ids.Except(option.Choices.Select(choice => choice.ChoiceId)))
                errors.Add(place, "must be choices of this option");
            chosen.AddRange(option.Choices.Where(choice => ids.Contains(choice.ChoiceId))
                .Select(choice => new ChosenOption(option.OptionId, choice.ChoiceId, choice.Name, choice.Extra?.Cents ?? 0)));
        }

        return chosen;
    }
}
