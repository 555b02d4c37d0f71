using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Partners;

/// <summary>Issues and revokes the API keys of partners.</summary>
public sealed class KeyIssue(PartnerStore store, ApiKeySecret secrets, TimeProvider time)
{
    /// <summary>Issues a key. It is in the answer, and nowhere else.</summary>
    /// <exception cref="ProblemException">400 for what is not the partner's, 404, 409 when there are too many.</exception>
    public async Task<IssuedKey> IssueAsync(string partnerId, KeyBody body, Effect effect, CancellationToken cancellationToken)
    {
        var secret = secrets.Make(effect.Nonce);
        var key = new ApiKeyDocument
        {
            Id = ApiKeyDocument.IdOf(PartnerIds.Of(effect)),
            PartnerId = partnerId,
            KeyId = PartnerIds.Of(effect),
            Hash = secrets.Hash(secret),
            Use = body.Use,
            Venues = body.Venues ?? [],
            Sensors = body.Sensors ?? [],
            Label = body.Label,
            IssuedAt = time.GetUtcNow(),
            ExpiresAt = body.ExpiresAt?.ToUniversalTime(),
        };
        _ = await store.ChangeAsync(partnerId, (partner, keys) =>
        {
            if (keys.FirstOrDefault(other => other.KeyId == key.KeyId) is { } before)
            {
                key = before;
                return null;
            }

            if (key.Venues.Except(partner.Venues).Any())
                throw SensorRegistry.NotOfPartner("/venues");
            if (key.Sensors.Except(partner.Sensors.Select(sensor => sensor.SensorId)).Any())
                throw SensorRegistry.NotOfPartner("/sensors");
            Onboarding.Full("keys", Partner.MostKeys, [.. keys.Where(other => other.RevokedAt is null), key]);
            return new PartnerChange(partner, [key]);
        }, cancellationToken) ?? throw Onboarding.NotFound();
        return new IssuedKey(ApiKeySecret.Write(partnerId, key.KeyId, secret), KeyView.Of(key));
    }

    /// <summary>The keys of a partner.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task<KeyList> ListAsync(string partnerId, CancellationToken cancellationToken)
    {
        _ = await store.FindAsync(partnerId, cancellationToken) ?? throw Onboarding.NotFound();
        return new KeyList([.. (await store.ListKeysAsync(partnerId, cancellationToken)).Select(KeyView.Of)]);
    }

    /// <summary>Revokes a key: the next request with it is refused. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">404: there is no such partner or key.</exception>
    public async Task RevokeAsync(string partnerId, string keyId, CancellationToken cancellationToken) =>
        _ = await store.ChangeAsync(partnerId, (partner, keys) =>
        {
            var key = keys.FirstOrDefault(key => key.KeyId == keyId) ?? throw NotFound();
            return key.RevokedAt is not null
                ? null
                : new PartnerChange(partner, [key with { RevokedAt = time.GetUtcNow() }]);
        }, cancellationToken) ?? throw Onboarding.NotFound();

    /// <summary>404: there is no such key.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("key");
}
