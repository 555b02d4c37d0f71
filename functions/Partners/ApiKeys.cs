using Microsoft.Extensions.Logging;
using QNom.Platform.Identity;

namespace QNom.Partners;

/// <summary>
/// Says whose an API key is: one point read per request. Nothing is cached, so that a key that is revoked is refused from
/// the next request on.
/// </summary>
public sealed partial class ApiKeys(PartnerStore store, ApiKeySecret secrets, TimeProvider time, ILogger<ApiKeys> logger) : ICallerSource
{
    private static readonly IReadOnlySet<string> Server = new HashSet<string> { Roles.Server };
    private static readonly IReadOnlySet<string> Sensor = new HashSet<string> { Roles.Sensor };

    /// <inheritdoc/>
    public string Prefix => ApiKeySecret.Prefix;

    /// <inheritdoc/>
    public async Task<Caller?> IdentifyAsync(string credential, CancellationToken cancellationToken)
    {
        if (ApiKeySecret.Read(credential) is not var (partnerId, keyId, secret))
            return null;
        if ((await store.FindKeyAsync(partnerId, keyId, cancellationToken))?.Document is not { } key
            || !secrets.IsRight(secret, key.Hash)
            || key.RevokedAt is not null
            || key.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        await NoteUseAsync(key, cancellationToken);
        return new Caller(key.Id, key.Use == KeyUse.Sensor ? Sensor : Server)
        {
            PartnerId = partnerId,
            Partners = new HashSet<string>(StringComparer.Ordinal) { partnerId },
            Venues = key.Venues.ToHashSet(StringComparer.Ordinal),
            Sensors = key.Sensors.ToHashSet(StringComparer.Ordinal),
        };
    }

    // A day is as fine as anyone needs to tell a key that is in use from one that is forgotten, and costs one write a day.
    private async Task NoteUseAsync(ApiKeyDocument key, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (key.LastUsedOn == today)
            return;
        try
        {
            await store.NoteUseAsync(key, today, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The key is good whether or not this can be written down; the next request tries again.
            Log.NotNoted(logger, key.KeyId, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The use of key {KeyId} could not be noted: {Error}.")]
        public static partial void NotNoted(ILogger logger, string keyId, string error);
    }
}
