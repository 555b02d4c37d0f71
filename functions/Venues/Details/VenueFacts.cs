namespace QNom.Venues.Details;

/// <summary>What kind of place a venue is.</summary>
public enum VenueType
{
    /// <summary>A stall in a hawker centre.</summary>
    HawkerStall,

    /// <summary>A stall in a food court or coffee shop.</summary>
    FoodCourtStall,

    /// <summary>A restaurant.</summary>
    Restaurant,

    /// <summary>A café or bakery.</summary>
    Cafe,

    /// <summary>A counter that sells only to take away.</summary>
    Takeaway,
}

/// <summary>What a venue has to offer besides food.</summary>
public enum Feature
{
    /// <summary>Air-conditioned seats.</summary>
    AirConditioned,

    /// <summary>Seats outdoors.</summary>
    OutdoorSeats,

    /// <summary>No steps, and room for a wheelchair.</summary>
    WheelchairAccess,

    /// <summary>Packs food to take away.</summary>
    Takeaway,

    /// <summary>Brings food to the table.</summary>
    TableService,

    /// <summary>Has chairs for small children.</summary>
    ChildSeats,
}

/// <summary>What one can pay with.</summary>
public enum AcceptedPayment
{
    /// <summary>Notes and coins.</summary>
    Cash,

    /// <summary>NETS card or QR code.</summary>
    Nets,

    /// <summary>PayNow, SGQR.</summary>
    PayNow,

    /// <summary>Credit and debit cards.</summary>
    Card,

    /// <summary>GrabPay.</summary>
    GrabPay,

    /// <summary>Apple Pay, Google Pay and other wallets on a phone.</summary>
    MobileWallet,
}

/// <summary>What an owner or an operator says of a venue. As a request's body it is checked before it is stored.</summary>
/// <param name="Name">Its name in English, 2 to 100 characters.</param>
/// <param name="Type">What kind of place it is.</param>
/// <param name="Cuisines">One to three kitchens, the best known first.</param>
/// <param name="Description">What is special about it, at most 1,000 characters.</param>
/// <param name="Translations">Name and description in the other languages.</param>
/// <param name="Diet">Who can eat here.</param>
/// <param name="Price">What a meal costs.</param>
/// <param name="Features">What else it has to offer.</param>
/// <param name="Payments">What one can pay with.</param>
/// <param name="Contact">How to reach it.</param>
public sealed record VenueFacts(
    string Name,
    VenueType Type,
    IReadOnlyList<Cuisine> Cuisines,
    string? Description = null,
    Translations? Translations = null,
    DietFacts? Diet = null,
    PriceFacts? Price = null,
    IReadOnlyList<Feature>? Features = null,
    IReadOnlyList<AcceptedPayment>? Payments = null,
    ContactFacts? Contact = null)
{
    /// <summary>The most kitchens a venue has.</summary>
    public const int MostCuisines = 3;

    /// <summary>The longest description, in characters.</summary>
    public const int LongestDescription = 1000;
}
