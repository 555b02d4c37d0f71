using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Platform.Identity;

/// <summary>
/// The issuer's published keys (OpenID Connect discovery), cached. The library's own <c>ConfigurationManager</c> refreshes
/// behind the caller's back, so that the first tokens after a rotation are refused and a silent issuer looks like a bad
/// token; here the caller waits for the keys, and is told when there are none.
/// </summary>
public sealed class IssuerKeys(Settings settings, TimeProvider time) : IDisposable
{
    // Keys rotate over days; half a day is what the library takes too.
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    // A token with an unknown key asks for a new look; forged ones must not make us ask all the time.
    private static readonly TimeSpan LooksApart = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private readonly HttpDocumentRetriever documents = new() { RequireHttps = !settings.Issuer.IsLoopback };
    private volatile Fetched? cached;

    /// <summary>The issuer's name as its tokens state it.</summary>
    public string Issuer { get; } = settings.Issuer.ToString().TrimEnd('/');

    /// <summary>The keys as last seen.</summary>
    /// <exception cref="HttpRequestException">There are none yet, and the issuer does not answer.</exception>
    public Task<ICollection<SecurityKey>> CurrentAsync(CancellationToken cancellationToken) =>
        FetchIfOlderAsync(KeptFor, cancellationToken);

    /// <summary>The keys as they are now, if the last look is some while ago.</summary>
    /// <exception cref="HttpRequestException">There are none yet, and the issuer does not answer.</exception>
    public Task<ICollection<SecurityKey>> LookAgainAsync(CancellationToken cancellationToken) =>
        FetchIfOlderAsync(LooksApart, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => fetching.Dispose();

    private async Task<ICollection<SecurityKey>> FetchIfOlderAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        if (cached is { } fresh && time.GetUtcNow() - fresh.At < age)
            return fresh.Keys;

        await fetching.WaitAsync(cancellationToken);
        try
        {
            if (cached is not { } known || time.GetUtcNow() - known.At >= age)
                cached = new Fetched(await FetchAsync(cancellationToken), time.GetUtcNow());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Keys that were good yesterday are better than turning everyone away while the issuer is down.
            if (cached is not { } stale)
                throw new HttpRequestException("The identity provider's keys could not be fetched.", exception);
            cached = stale with { At = time.GetUtcNow() - KeptFor + LooksApart };
        }
        finally
        {
            fetching.Release();
        }

        return cached!.Keys;
    }

    private async Task<ICollection<SecurityKey>> FetchAsync(CancellationToken cancellationToken) =>
        (await OpenIdConnectConfigurationRetriever.GetAsync(
            Issuer + "/.well-known/openid-configuration", documents, cancellationToken)).SigningKeys;

    private sealed record Fetched(ICollection<SecurityKey> Keys, DateTimeOffset At);
}
