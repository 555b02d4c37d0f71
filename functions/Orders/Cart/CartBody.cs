using QNom.Platform.Http;

namespace QNom.Orders.Cart;

/// <summary>What a diner wants to order.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="Items">1 to 20 dishes.</param>
/// <param name="PickUpAt">When to collect it, later today; null or left out for as soon as possible.</param>
public sealed record CartBody(string VenueId, IReadOnlyList<CartItem> Items, DateTimeOffset? PickUpAt = null)
{
    /// <summary>The most lines of an order.</summary>
    public const int MostItems = 20;

    /// <summary>The most portions of an order: who cooks for more people asks the stall.</summary>
    public const int MostPortions = 30;

    /// <summary>Checks what needs no menu.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors()
            .Require(RouteValue.IsId(VenueId), "/venueId", "must be the id of a stall")
            .Require(Items.Count is >= 1 and <= MostItems, "/items", $"must be 1 to {MostItems}");
        foreach (var (index, item) in Items.Index())
        {
            if (item is null)
                errors.Add($"/items/{index}", "must be an object");
            else
                item.Check($"/items/{index}", errors);
        }

        // As longs: what is far out of range must not come back into it by overflow.
        errors.Require(Items.Sum(item => (long)(item?.Quantity ?? 0)) <= MostPortions, "/items", $"must be at most {MostPortions} portions in all");
        errors.ThrowIfAny();
    }
}

/// <summary>A dish in a cart.</summary>
/// <param name="ItemId">The item on the menu.</param>
/// <param name="Quantity">How many, 1 to 20.</param>
/// <param name="UnitCents">What one costs with its choices, in cents, as the diner was shown it.</param>
/// <param name="Choices">The ids of what is chosen, by the id of the option.</param>
/// <param name="Note">What the diner asks for besides, at most 140 characters.</param>
public sealed record CartItem(
    string ItemId, int Quantity, long UnitCents, IReadOnlyDictionary<string, IReadOnlyList<string>>? Choices = null, string? Note = null)
{
    private const int MostOfOne = 20;
    private const int LongestNote = 140;

    internal void Check(string at, ValidationErrors errors) => errors
        .Require(Quantity is >= 1 and <= MostOfOne, at + "/quantity", $"must be 1 to {MostOfOne}")
        .Require(UnitCents is >= 0 and <= int.MaxValue, at + "/unitCents", "must be an amount in cents")
        .Require(Note is null || (Note is { Length: > 0 and <= LongestNote } && !Note.Any(char.IsControl)), at + "/note",
            $"must be 1 to {LongestNote} characters, none of them a control character");
}
