using QNom.Diners.Consents;
using QNom.Platform.Encryption;

namespace QNom.Diners;

/// <summary>What a diner keeps with us, in a partition of the diner's own. Id: <c>diner</c>.</summary>
internal sealed record DinerDocument : IDinerDocument, IPersonal
{
    /// <summary>The most favourites.</summary>
    public const int MostFavourites = 100;

    /// <inheritdoc/>
    public static string CurrentSchema => "diner/2";

    /// <inheritdoc/>
    public static string DocumentId => "diner";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>Whose: the pseudonym of a token's subject. The partition key.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Counts the changes of name and preferences, from 1; editors compare it. 0 while nothing was said.</summary>
    public long Revision { get; init; }

    /// <summary>When the first of this was stored, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What others see at reviews; null for nothing. Encrypted where it is stored.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the diner likes.</summary>
    public Preferences Preferences { get; init; } = Preferences.None;

    /// <summary>Favourite venues, the latest first.</summary>
    public IReadOnlyList<Favourite> Favourites { get; init; } = [];

    /// <summary>What the diner last said to each purpose; those never asked about are missing.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>When all of it is erased, in seconds since 1970; null while that is not wanted.</summary>
    public long? EraseAt { get; init; }

    /// <inheritdoc/>
    public IPersonal WithPersonal(Func<string, string> change) => DisplayName is null ? this : this with { DisplayName = change(DisplayName) };

    /// <summary>Whether the diner agrees to a purpose, and nothing is about to be erased.</summary>
    public bool Allows(ConsentPurpose purpose) =>
        EraseAt is null && Consents.Any(consent => consent.Purpose == purpose && consent.Given);
}

/// <summary>A favourite venue.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record Favourite(string VenueId, DateTimeOffset Since);
