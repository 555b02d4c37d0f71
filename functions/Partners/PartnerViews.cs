namespace QNom.Partners;

/// <summary>A partner in a list.</summary>
/// <param name="PartnerId">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
public sealed record PartnerSummary(string PartnerId, string Name, DateTimeOffset CreatedAt);

/// <summary>A page of partners.</summary>
/// <param name="Partners">In the order of their ids.</param>
public sealed record PartnerPage(IReadOnlyList<PartnerSummary> Partners);

/// <summary>A partner with all that belongs to it but its keys.</summary>
/// <param name="PartnerId">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="Venues">The venues it acts for.</param>
/// <param name="Members">Who acts for it.</param>
/// <param name="Sensors">Its sensors.</param>
/// <param name="PayNow">Whom PayNow pays for its stalls; null for nobody.</param>
/// <param name="Plan">The plan by whose rates it pays; null for the usual one.</param>
public sealed record PartnerView(
    string PartnerId, string Name, DateTimeOffset CreatedAt, IReadOnlyList<string> Venues, IReadOnlyList<Member> Members,
    IReadOnlyList<RegisteredSensor> Sensors, PayNow.PayNowPayee? PayNow = null, string? Plan = null)
{
    /// <summary>What operators see of a partner.</summary>
    public static PartnerView Of(Partner partner) => new(
        partner.PartnerId, partner.Name, partner.CreatedAt, partner.Venues, partner.Members, partner.Sensors,
        partner.PayNow, partner.Plan);
}

/// <summary>An API key without what is secret.</summary>
/// <param name="KeyId">Its id, which is also part of the key.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Venues">The venues it is good for.</param>
/// <param name="Sensors">The sensors it is good for.</param>
/// <param name="Label">What the partner calls it; null for nothing.</param>
/// <param name="IssuedAt">When it was issued, UTC.</param>
/// <param name="ExpiresAt">When it ends, UTC; null for never.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null if it was not.</param>
/// <param name="LastUsedOn">The last day in UTC on which it was used; null for never.</param>
public sealed record KeyView(
    string KeyId, KeyUse Use, IReadOnlyList<string> Venues, IReadOnlyList<string> Sensors, string? Label,
    DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateOnly? LastUsedOn)
{
    /// <summary>What operators see of a key.</summary>
    public static KeyView Of(ApiKeyDocument key) => new(
        key.KeyId, key.Use, key.Venues, key.Sensors, key.Label, key.IssuedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedOn);
}

/// <summary>The keys of a partner.</summary>
/// <param name="Keys">In the order of their ids, revoked ones too.</param>
public sealed record KeyList(IReadOnlyList<KeyView> Keys);

/// <summary>A key that was just issued.</summary>
/// <param name="Key">The key itself, to be sent as a bearer token. It is shown now and never again.</param>
/// <param name="Details">What can be seen of it later.</param>
public sealed record IssuedKey(string Key, KeyView Details);
