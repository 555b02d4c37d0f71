using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QNom.Platform;

/// <summary>
/// Every setting the app reads, with its default. Names are environment variables in Azure, values of
/// <c>local.settings.json</c> under Core Tools, and are set by the launcher in <c>local/</c>.
/// </summary>
public sealed record Settings
{
    /// <summary><c>COSMOS_CONNECTION</c>: a connection string; or null, and then <see cref="CosmosEndpoint"/> is set.</summary>
    public string? CosmosConnection { get; init; }

    /// <summary><c>COSMOS_ENDPOINT</c>: an account reached with the app's managed identity, without a key.</summary>
    public Uri? CosmosEndpoint { get; init; }

    /// <summary><c>COSMOS_DATABASE</c>, by default <c>qnom</c>.</summary>
    public string CosmosDatabase { get; init; } = "qnom";

    /// <summary>
    /// <c>COSMOS_REGIONS</c>: where the account's data is read, the nearest first, separated by commas; by default wherever the
    /// account says. When one does not answer, the next is asked.
    /// </summary>
    public IReadOnlyList<string> CosmosRegions { get; init; } = [];

    /// <summary><c>AzureWebJobsStorage</c>: a connection string; or null, and then the service URIs below are set.</summary>
    public string? StorageConnection { get; init; }

    /// <summary><c>AzureWebJobsStorage__queueServiceUri</c>, reached with the app's managed identity.</summary>
    public Uri? StorageQueues { get; init; }

    /// <summary><c>AzureWebJobsStorage__blobServiceUri</c>, reached with the app's managed identity.</summary>
    public Uri? StorageBlobs { get; init; }

    /// <summary><c>OIDC_ISSUER</c>: the OpenID Connect issuer whose tokens are accepted.</summary>
    public required Uri Issuer { get; init; }

    /// <summary><c>OIDC_AUDIENCE</c>, by default <c>qnom</c>: the audience that a token must name.</summary>
    public string Audience { get; init; } = "qnom";

    /// <summary>
    /// <c>PSEUDONYM_KEY</c>: at least 16 characters; the key under which reporters are stored as pseudonyms. Changing it
    /// makes every reporter a stranger.
    /// </summary>
    public required string PseudonymKey { get; init; }

    /// <summary>
    /// <c>CREDENTIAL_KEY</c>: at least 32 characters; from it come the keys under which API keys are hashed, device tokens
    /// signed and first answers encrypted. Changing it ends them all.
    /// </summary>
    public string CredentialKey { get; init; } = "";

    /// <summary>
    /// <c>QNOM_PERSONAL_KEY</c>: the address of the key in Key Vault that personal fields are encrypted by, without a version.
    /// Needed with <see cref="CosmosEndpoint"/>; elsewhere null does, and then <see cref="CredentialKey"/> takes its place.
    /// </summary>
    public Uri? PersonalKey { get; init; }

    /// <summary><c>RATE_LIMIT_FACTOR</c>, 1 to 10,000 and by default 1: multiplies every quota of callers and addresses.</summary>
    public int RateLimitFactor { get; init; } = 1;

    /// <summary>
    /// <c>QNOM_BEHIND_FRONT_END</c>: the last hop of <c>X-Forwarded-For</c> is the client's address. Only where a front end
    /// of ours writes it, as in Azure; elsewhere anyone could claim any address.
    /// </summary>
    public bool BehindFrontEnd { get; init; }

    /// <summary><c>VAPID_PUBLIC_KEY</c>: the key that browsers subscribe with, in base64url; null, and nothing is pushed to them.</summary>
    public string? VapidPublicKey { get; init; }

    /// <summary><c>VAPID_PRIVATE_KEY</c>: its other half, needed with it. Changing them ends every subscription.</summary>
    public string? VapidPrivateKey { get; init; }

    /// <summary><c>VAPID_SUBJECT</c>: a <c>mailto:</c> or <c>https:</c> address for push services that have something to say; needed with them.</summary>
    public string? VapidSubject { get; init; }

    /// <summary><c>MAIL_SERVER</c>: <c>smtps://user@host</c> or <c>smtp://user@host:587</c>, with the user name escaped; null, and no e-mail is sent.</summary>
    public Uri? MailServer { get; init; }

    /// <summary><c>MAIL_PASSWORD</c>: of the user in <c>MAIL_SERVER</c>.</summary>
    public string? MailPassword { get; init; }

    /// <summary><c>MAIL_FROM</c>: who e-mail is from; needed with <c>MAIL_SERVER</c>.</summary>
    public string? MailFrom { get; init; }

    /// <summary>
    /// <c>QNOM_WEBHOOKS_TO_LOOPBACK</c>: partners' webhooks may lead to this machine, and without TLS (development only).
    /// </summary>
    public bool WebhooksToLoopback { get; init; }

    /// <summary><c>QNOM_CREATE_RESOURCES</c>: create missing containers and queues at start (development only).</summary>
    public bool CreateResources { get; init; }

    /// <summary><c>QNOM_SEED</c>: seed Singapore's hawker centres and demonstration stalls at start.</summary>
    public bool Seed { get; init; }

    /// <summary><c>STRIPE_API_KEY</c>: Stripe's secret key; null, or the word <c>off</c>, switches Stripe off.</summary>
    public string? StripeApiKey { get; init; }

    /// <summary><c>STRIPE_WEBHOOK_SECRETS</c>: one, or two with a comma between while one replaces the other; so of every secret list here.</summary>
    public IReadOnlyList<string> StripeWebhookSecrets { get; init; } = [];

    /// <summary><c>STRIPE_API_BASE</c>: another address than Stripe's own, for a simulator.</summary>
    public Uri? StripeApiBase { get; init; }

    /// <summary><c>HITPAY_API_KEY</c>: HitPay's key; null, or the word <c>off</c>, switches HitPay off.</summary>
    public string? HitPayApiKey { get; init; }

    /// <summary><c>HITPAY_SALTS</c>: what HitPay signs its webhooks with.</summary>
    public IReadOnlyList<string> HitPaySalts { get; init; } = [];

    /// <summary><c>HITPAY_API_BASE</c>, by default HitPay's own; its sandbox and a simulator are at others.</summary>
    public Uri HitPayApiBase { get; init; } = new("https://api.hit-pay.com");

    /// <summary><c>STANDARD_WEBHOOK_SECRETS</c>: of a sender of Standard Webhooks, each <c>whsec_…</c>.</summary>
    public IReadOnlyList<string> StandardWebhookSecrets { get; init; } = [];

    /// <summary><c>ADYEN_HMAC_KEYS</c>: hexadecimal, as Adyen shows them.</summary>
    public IReadOnlyList<string> AdyenHmacKeys { get; init; } = [];

    /// <summary><c>PAYMENT_RETURN_URL</c>: the page that a diner comes back to from a provider's page.</summary>
    public Uri PaymentReturnUrl { get; init; } = new("https://qnom.sg/");

    private const int MostFactor = 10_000;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be read; the message names it.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var account = configuration["AzureWebJobsStorage:accountName"];
        var settings = new Settings
        {
            CosmosConnection = Text("COSMOS_CONNECTION"),
            CosmosEndpoint = Address("COSMOS_ENDPOINT"),
            CosmosDatabase = Text("COSMOS_DATABASE") ?? "qnom",
            CosmosRegions = Text("COSMOS_REGIONS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            StorageConnection = Text("AzureWebJobsStorage"),
            StorageQueues = Address("AzureWebJobsStorage:queueServiceUri") ?? Service(account, "queue"),
            StorageBlobs = Address("AzureWebJobsStorage:blobServiceUri") ?? Service(account, "blob"),
            Issuer = Address("OIDC_ISSUER") ?? throw Missing("OIDC_ISSUER"),
            Audience = Text("OIDC_AUDIENCE") ?? "qnom",
            PseudonymKey = Text("PSEUDONYM_KEY") ?? throw Missing("PSEUDONYM_KEY"),
            CredentialKey = Text("CREDENTIAL_KEY") ?? throw Missing("CREDENTIAL_KEY"),
            PersonalKey = Address("QNOM_PERSONAL_KEY"),
            RateLimitFactor = Factor("RATE_LIMIT_FACTOR"),
            BehindFrontEnd = Flag("QNOM_BEHIND_FRONT_END"),
            VapidPublicKey = Text("VAPID_PUBLIC_KEY"),
            VapidPrivateKey = Text("VAPID_PRIVATE_KEY"),
            VapidSubject = Text("VAPID_SUBJECT"),
            MailServer = Address("MAIL_SERVER"),
            MailPassword = Text("MAIL_PASSWORD"),
            MailFrom = Text("MAIL_FROM"),
            WebhooksToLoopback = Flag("QNOM_WEBHOOKS_TO_LOOPBACK"),
            CreateResources = Flag("QNOM_CREATE_RESOURCES"),
            Seed = Flag("QNOM_SEED"),
            StripeApiKey = Secret(Text("STRIPE_API_KEY")),
            StripeWebhookSecrets = Secrets(Text("STRIPE_WEBHOOK_SECRETS")),
            StripeApiBase = Address("STRIPE_API_BASE"),
            HitPayApiKey = Secret(Text("HITPAY_API_KEY")),
            HitPaySalts = Secrets(Text("HITPAY_SALTS")),
            HitPayApiBase = Address("HITPAY_API_BASE") ?? new Uri("https://api.hit-pay.com"),
            StandardWebhookSecrets = Secrets(Text("STANDARD_WEBHOOK_SECRETS")),
            AdyenHmacKeys = Secrets(Text("ADYEN_HMAC_KEYS")),
            PaymentReturnUrl = Address("PAYMENT_RETURN_URL") ?? new Uri("https://qnom.sg/"),
        };

        if (settings.CosmosConnection is null && settings.CosmosEndpoint is null)
            throw Missing("COSMOS_CONNECTION (or COSMOS_ENDPOINT)");
        // What is meant for development must not be what production falls back to.
        if (settings.CosmosConnection is null && settings.PersonalKey is null)
            throw Missing("QNOM_PERSONAL_KEY, which COSMOS_ENDPOINT needs,");
        if (settings.StorageConnection is null && (settings.StorageQueues is null || settings.StorageBlobs is null))
            throw Missing("AzureWebJobsStorage (or AzureWebJobsStorage__accountName)");
        if (settings.VapidPublicKey is not null && (settings.VapidPrivateKey is null || settings.VapidSubject is null))
            throw Missing("VAPID_PRIVATE_KEY or VAPID_SUBJECT, which VAPID_PUBLIC_KEY needs,");
        if (settings.MailServer is not null and not { Scheme: "smtp" or "smtps" })
            throw new InvalidOperationException("The setting MAIL_SERVER is neither smtp:// nor smtps://.");
        if (settings.MailServer is not null && settings.MailFrom is null)
            throw Missing("MAIL_FROM, which MAIL_SERVER needs,");
        if (settings.PseudonymKey.Length < 16)
            throw new InvalidOperationException("The setting PSEUDONYM_KEY is shorter than 16 characters.");
        if (settings.CredentialKey.Length < 32)
            throw new InvalidOperationException("The setting CREDENTIAL_KEY is shorter than 32 characters.");
        return settings;

        string? Text(string name) => configuration[name] is { Length: > 0 } text ? text : null;

        Uri? Address(string name) => Text(name) switch
        {
            null => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
            _ => throw new InvalidOperationException($"The setting {name} is not an absolute URI."),
        };

        int Factor(string name) => Text(name) switch
        {
            null => 1,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value is >= 1 and <= MostFactor => value,
            _ => throw new InvalidOperationException($"The setting {name} is no whole number from 1 to {MostFactor}."),
        };

        bool Flag(string name) => Text(name) switch
        {
            null => false,
            var text when bool.TryParse(text, out var value) => value,
            _ => throw new InvalidOperationException($"The setting {name} is neither true nor false."),
        };
    }

    // A reference to a vault that did not resolve is a text that anyone can read in a template, and no secret.
    private static string? Secret(string? text) =>
        text is null or "off" || text.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal) ? null : text;

    private static string[] Secrets(string? text) =>
        Secret(text)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static Uri? Service(string? account, string service) =>
        string.IsNullOrEmpty(account) ? null : new Uri($"https://{account}.{service}.core.windows.net");

    private static InvalidOperationException Missing(string name) => new($"The setting {name} is missing.");
}
