using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace QNom.Platform.Encryption;

/// <summary>
/// Data keys are encrypted by an RSA key in Key Vault, which does the work itself and never gives the key away
/// (https://learn.microsoft.com/rest/api/keyvault/keys/wrap-key). The vault may replace the key: what an earlier version
/// encrypted, that version decrypts.
/// </summary>
/// <param name="key">The key's address without a version, <c>https://VAULT.vault.azure.net/keys/NAME</c>.</param>
/// <param name="credential">Who may use it.</param>
/// <param name="options">How requests are sent; the default is the SDKs' own, with their retries.</param>
internal sealed partial class VaultKeyWrap(Uri key, TokenCredential credential, ClientOptions options) : IKeyWrap
{
    private const string Scope = "https://vault.azure.net/.default";
    private const string Api = "?api-version=7.4";
    private const string Algorithm = "RSA-OAEP-256";

    private readonly HttpPipeline pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope));
    private readonly string address = key.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public async Task<WrappedKey> WrapAsync(byte[] dataKey, CancellationToken cancellationToken)
    {
        var (version, wrapped) = await AskAsync($"{address}/wrapkey{Api}", dataKey, cancellationToken);
        return new WrappedKey(version, wrapped);
    }

    /// <inheritdoc/>
    public async Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        // It comes from the database, which must not decide whom we show our token to.
        if (!Version().IsMatch(wrapped.Version))
            throw new CryptographicException("A data key was not encrypted by a vault.");
        return (await AskAsync($"{address}/{wrapped.Version}/unwrapkey{Api}", wrapped.Bytes, cancellationToken)).Value;
    }

    private async Task<(string Version, byte[] Value)> AskAsync(string uri, byte[] value, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri(uri));
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new { alg = Algorithm, value = Base64Url.EncodeToString(value) }));
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.IsError)
            throw new RequestFailedException(message.Response.Status, $"The vault answered {message.Response.Status}.");
        using var answer = JsonDocument.Parse(message.Response.Content);
        return (
            answer.RootElement.GetProperty("kid").GetString()!.Split('/')[^1],
            Base64Url.DecodeFromChars(answer.RootElement.GetProperty("value").GetString()));
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Version();
}
