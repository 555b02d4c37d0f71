using System.Security.Cryptography;
using QNom.Platform;
using QNom.Platform.Encryption;
using QNom.Platform.Identity;

namespace QNom.Partners.Webhooks;

/// <summary>
/// The secrets that we sign with, in the form of Standard Webhooks 1.0: <c>whsec_</c> and the base64 of 256 bits. They are
/// stored encrypted and not hashed, since we have to sign with them; each is shown once.
/// </summary>
public sealed class EndpointSecrets(CredentialKeys keys)
{
    private readonly byte[] making = keys.For("webhook secrets");
    private readonly SealedText sealing = new(keys.For("webhook secrets at rest"));

    /// <summary>The secret that belongs to a nonce, of 256 random bits: the same each time, until the nonce is forgotten.</summary>
    public string Make(byte[] nonce) => StandardWebhook.Secret(HMACSHA256.HashData(making, nonce));

    /// <summary>A secret as it is stored for an endpoint.</summary>
    public SealedSecret Seal(string secret, string webhookId, string secretId, DateTimeOffset now) =>
        new(secretId, sealing.Seal(secret, Place(webhookId, secretId)), now);

    /// <summary>What <c>webhook-signature</c> says: one signature for each secret that is good at a time, the newest first.</summary>
    /// <param name="endpoint">Whose secrets.</param>
    /// <param name="messageId">The <c>webhook-id</c>.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="payload">The body.</param>
    public string Sign(WebhookEndpoint endpoint, string messageId, DateTimeOffset at, string payload) =>
        string.Join(' ', endpoint.Secrets
            .Where(secret => secret.EndsAt is null || secret.EndsAt > at)
            .Select(secret => sealing.Open(secret.Seal, Place(endpoint.WebhookId, secret.SecretId)))
            .Select(secret => StandardWebhook.Sign(StandardWebhook.Key(secret), messageId, at, payload)));

    // A secret that was moved to another endpoint in the database opens nothing there.
    private static string Place(string webhookId, string secretId) => $"{webhookId}/{secretId}";
}
