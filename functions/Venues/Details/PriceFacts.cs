namespace QNom.Venues.Details;

/// <summary>What one person pays for a meal, in cents.</summary>
/// <param name="FromCents">What the cheaper meals cost, 100 to 50,000.</param>
/// <param name="ToCents">What the dearer ones cost, from <paramref name="FromCents"/> to 50,000.</param>
/// <param name="Currency">Always <c>SGD</c>.</param>
public sealed record PriceFacts(int FromCents, int ToCents, string Currency)
{
    /// <summary>The lowest price there is: a dollar.</summary>
    public const int Lowest = 100;

    /// <summary>The highest price there is: 500 dollars.</summary>
    public const int Highest = 50_000;

    /// <summary>The one currency (ISO 4217).</summary>
    public const string SingaporeDollar = "SGD";
}
