namespace QNom.Orders.Kitchen;

/// <summary>When an order will be ready: "about 12:25, 12:20 to 12:32". All UTC, in whole minutes.</summary>
/// <param name="About">The likely time.</param>
/// <param name="Earliest">Hardly before.</param>
/// <param name="Latest">Hardly after.</param>
public sealed record Promise(DateTimeOffset About, DateTimeOffset Earliest, DateTimeOffset Latest)
{
    // A stall that looked into its own pots is off by so much.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    /// <summary>A time that the stall itself named.</summary>
    public static Promise By(DateTimeOffset about) => new(about, about - Before, about + After);

    /// <summary>The same place in the slot, but for who wants it at a certain minute of it.</summary>
    public Promise NotBefore(DateTimeOffset wanted) => wanted <= About
        ? this
        : new Promise(wanted, wanted - (About - Earliest), wanted + (Latest - About));
}
