namespace QNom.Orders.Cart;

/// <summary>A dish as it was ordered, at the price of that moment.</summary>
/// <param name="ItemId">The item on the menu.</param>
/// <param name="Name">What it was called, in English: what the kitchen reads.</param>
/// <param name="Quantity">How many of it.</param>
/// <param name="UnitCents">What one costs with its choices, in cents.</param>
/// <param name="Choices">What was chosen, in the order of the menu.</param>
/// <param name="Note">What the diner asks for besides; null for nothing.</param>
public sealed record OrderLine(
    string ItemId, string Name, int Quantity, long UnitCents, IReadOnlyList<ChosenOption> Choices, string? Note);

/// <summary>What was chosen of an option.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="ChoiceId">The choice.</param>
/// <param name="Name">What it was called, in English.</param>
/// <param name="ExtraCents">What it costs besides, in cents.</param>
public sealed record ChosenOption(string OptionId, string ChoiceId, string Name, long ExtraCents);
