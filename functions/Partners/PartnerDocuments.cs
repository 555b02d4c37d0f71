namespace QNom.Partners;

/// <summary>A business with its stalls. Every change of what is in its partition goes through this document's ETag.</summary>
public sealed record Partner
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "partner/1";

    /// <summary>The only partner's id in its partition.</summary>
    public const string DocumentId = "partner";

    /// <summary>The most venues, and the most sensors, that a partner has.</summary>
    public const int MostPlaces = 200;

    /// <summary>The most members.</summary>
    public const int MostMembers = 100;

    /// <summary>The most keys that are not revoked: what one batch can change together with the partner.</summary>
    public const int MostKeys = 50;

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition.</summary>
    public required string PartnerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The plan by whose rates it pays (<see cref="QNom.Payments.Ledger.Plan"/>); null for the usual one.</summary>
    public string? Plan { get; init; }

    /// <summary>The ids of the venues it acts for, in order.</summary>
    public IReadOnlyList<string> Venues { get; init; } = [];

    /// <summary>Who acts for it, as pseudonyms.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Its sensors.</summary>
    public IReadOnlyList<RegisteredSensor> Sensors { get; init; } = [];

    /// <summary>Whom PayNow pays for its stalls; null until an operator says so.</summary>
    public PayNow.PayNowPayee? PayNow { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Revision { get; init; }
}

/// <summary>Who may act for a partner.</summary>
/// <param name="MemberId">The person's pseudonym, 22 characters.</param>
/// <param name="Since">When they were added, UTC.</param>
public sealed record Member(string MemberId, DateTimeOffset Since);

/// <summary>A sensor of a partner.</summary>
/// <param name="SensorId">Its id.</param>
/// <param name="VenueId">Where it counts.</param>
/// <param name="Label">What the partner calls it; null for nothing.</param>
/// <param name="Since">When it was registered, UTC.</param>
public sealed record RegisteredSensor(string SensorId, string VenueId, string? Label, DateTimeOffset Since);

/// <summary>An API key as it is stored: never the key. Id: <c>key:</c> and the key's id, in the partner's partition.</summary>
public sealed record ApiKeyDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "api-key/1";

    /// <summary>See above.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string PartnerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The part of the key that is no secret.</summary>
    public required string KeyId { get; init; }

    /// <summary>A keyed hash of the part that is; see <see cref="ApiKeySecret"/>.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What the key is for.</summary>
    public required KeyUse Use { get; init; }

    /// <summary>The ids of the venues it is good for.</summary>
    public IReadOnlyList<string> Venues { get; init; } = [];

    /// <summary>The ids of the sensors it is good for.</summary>
    public IReadOnlyList<string> Sensors { get; init; } = [];

    /// <summary>What the partner calls it; null for nothing.</summary>
    public string? Label { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null if it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The last day in UTC on which it was used; null for never.</summary>
    public DateOnly? LastUsedOn { get; init; }

    /// <summary>The document's id for a key.</summary>
    public static string IdOf(string keyId) => $"key:{keyId}";
}

/// <summary>What an API key is for.</summary>
public enum KeyUse
{
    /// <summary>A partner's own system, which acts for venues.</summary>
    Server,

    /// <summary>A sensor, or the gateway of several.</summary>
    Sensor,
}

/// <summary>
/// Which partners someone is a member of, or act for a venue. An index: who is a member, and for which venues it acts, says
/// the partner's own document. Partition: <c>~member:</c> and the pseudonym, or <c>~venue:</c> and the venue's id.
/// </summary>
internal sealed record Membership(string Id, string PartnerId, string Schema, IReadOnlyList<string> Partners)
{
    public const string CurrentSchema = "membership/1";
    public const string DocumentId = "membership";

    // Each is read when the member calls, or the venue's line changes.
    public const int MostPartners = 10;

    public static string PartitionOf(string memberId) => $"~member:{memberId}";

    public static string PartitionOfVenue(string venueId) => $"~venue:{venueId}";
}

/// <summary>A sensor by its id alone. Partition: <c>~sensor:</c> and the id. The partner's own document has the say.</summary>
internal sealed record SensorCard(string Id, string PartnerId, string Schema, string SensorId, string OwnerId, string VenueId)
{
    public const string CurrentSchema = "sensor/1";
    public const string DocumentId = "sensor";

    public static string PartitionOf(string sensorId) => $"~sensor:{sensorId}";
}

/// <summary>A partner in the list of all, id: the partner's. Partition: <c>~partners</c>.</summary>
internal sealed record PartnerCard(string Id, string PartnerId, string Schema, string Name, DateTimeOffset CreatedAt)
{
    public const string CurrentSchema = "partner-card/1";
    public const string Partition = "~partners";
}
