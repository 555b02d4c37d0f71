using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Orders.Kitchen;

/// <summary>A place of an order in a slot.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Slot">When the slot begins, UTC.</param>
/// <param name="Portions">The dishes it takes.</param>
/// <param name="Number">The number that the stall calls out: 1 for the day's first.</param>
/// <param name="Promise">What was promised with it.</param>
/// <param name="HeldAt">When it was taken, UTC.</param>
public sealed record Booking(
    string OrderId, DateTimeOffset Slot, int Portions, int Number, Promise Promise, DateTimeOffset HeldAt);

/// <summary>
/// The places that orders have at a stall on a day, from four in the morning in Singapore to the next, since suppers run
/// past midnight: one document, so that a place is taken under its ETag and
/// two orders can never take the same. It is taken before an order is placed and given back when the order ends without
/// being made; both do nothing the second time. What a crash in between leaves taken, a sweep gives back.
/// </summary>
public sealed record SlotBook : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "slots/1";

    /// <summary>The value of <see cref="Type"/>, by which the sweep finds these.</summary>
    public const string DocumentType = "slots";

    /// <summary>The most orders of a stall in a day, which keeps the document below some 100 KB.</summary>
    public const int MostBookings = 500;

    // When the last are closed and the first not open.
    private static readonly TimeSpan Begins = TimeSpan.FromHours(4);

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The partition: the stall's.</summary>
    public required string OrderId { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Always <see cref="DocumentType"/>.</summary>
    public string Type { get; init; } = DocumentType;

    /// <summary>How many numbers were given out.</summary>
    public int Numbers { get; init; }

    /// <summary>The places that are taken.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 7 * 24 * 60 * 60;

    /// <summary>The day's book of a stall, empty.</summary>
    public static SlotBook Of(string venueId, DateOnly day) => new() { Id = IdOf(day), OrderId = KitchenDocument.PartitionOf(venueId) };

    /// <summary>The day that a time belongs to.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(SingaporeTime.Local(at - Begins));

    /// <summary>When the day ends that a time belongs to.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset at) => SingaporeTime.EndOfDay(at - Begins) + Begins;

    /// <summary>The id of a day's book.</summary>
    public static string IdOf(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"slots:{day:yyyyMMdd}");

    /// <summary>The stall.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string VenueId => OrderId[KitchenDocument.PartitionOf("").Length..];

    /// <summary>How many dishes are booked in a slot.</summary>
    public int BookedIn(DateTimeOffset slot) => Bookings.Where(booking => booking.Slot == slot).Sum(booking => booking.Portions);

    /// <summary>The place of an order; null if it has none.</summary>
    public Booking? Find(string orderId) => Bookings.FirstOrDefault(booking => booking.OrderId == orderId);

    /// <summary>With a place more; whoever asks has seen that it fits.</summary>
    public SlotBook With(string orderId, DateTimeOffset slot, int portions, Promise promise, DateTimeOffset now) => this with
    {
        Numbers = Numbers + 1,
        Bookings = [.. Bookings, new Booking(orderId, slot, portions, Numbers + 1, promise, now)],
    };

    /// <summary>With a place held anew.</summary>
    public SlotBook Held(Booking booking, DateTimeOffset now) => this with
    {
        Bookings = [.. Bookings.Select(other => other == booking ? booking with { HeldAt = now } : other)],
    };

    /// <summary>Without an order's place; null if it has none.</summary>
    public SlotBook? Without(string orderId) => Find(orderId) is null
        ? null
        : this with { Bookings = [.. Bookings.Where(booking => booking.OrderId != orderId)] };
}
