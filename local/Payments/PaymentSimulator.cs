using System.Security.Cryptography;
using Microsoft.AspNetCore.Routing;

namespace QNom.Local.Payments;

/// <summary>What the simulator and the app share; made for each run.</summary>
/// <param name="StripeKey">Stripe's API key.</param>
/// <param name="StripeWebhook">What Stripe signs with.</param>
/// <param name="HitPayKey">HitPay's API key.</param>
/// <param name="HitPaySalt">What HitPay signs with.</param>
internal sealed record SimulatorSecrets(string StripeKey, string StripeWebhook, string HitPayKey, string HitPaySalt)
{
    public static SimulatorSecrets Create() => new("sk_test_" + Fresh(), "whsec_" + Fresh(), Fresh(), Fresh());

    private static string Fresh() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>
/// Stripe and HitPay on one machine, as far as our adapters use them: an API each, pages to pay on, and signed webhooks. No
/// money anywhere.
/// </summary>
public sealed class PaymentSimulator : IAsyncDisposable
{
    /// <summary>Where it stands on the function host's address.</summary>
    public const string Path = "/simulator";

    private readonly SimulatorSecrets secrets = SimulatorSecrets.Create();
    private readonly WebhookSender sender;
    private readonly string address;

    /// <summary>Prepares it.</summary>
    /// <param name="functions">The function host's address: where it is asked, and where its webhooks go.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="troubles">What goes wrong with its webhooks.</param>
    public PaymentSimulator(Uri functions, TimeProvider time, WebhookTroubles troubles = WebhookTroubles.None)
    {
        address = functions.AbsoluteUri.TrimEnd('/') + Path;
        Bank = new SimulatedBank(time);
        sender = new WebhookSender(functions, secrets, Pages, time) { Troubles = troubles };
        Bank.Changed += sender.Tell;
    }

    /// <summary>What it knows and does.</summary>
    public SimulatedBank Bank { get; }

    /// <summary>What goes wrong with its webhooks.</summary>
    public WebhookTroubles Troubles
    {
        get => sender.Troubles;
        set => sender.Troubles = value;
    }

    /// <summary>The settings under which the app takes it for the providers.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["STRIPE_API_KEY"] = secrets.StripeKey,
        ["STRIPE_WEBHOOK_SECRETS"] = secrets.StripeWebhook,
        ["STRIPE_API_BASE"] = $"{address}/stripe",
        ["HITPAY_API_KEY"] = secrets.HitPayKey,
        ["HITPAY_SALTS"] = secrets.HitPaySalt,
        ["HITPAY_API_BASE"] = $"{address}/hitpay",
    };

    private string Pages => $"{address}/pay";

    /// <summary>Adds its endpoints.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStripe($"{Path}/stripe", Bank, secrets.StripeKey, Pages);
        endpoints.MapHitPay($"{Path}/hitpay", Bank, secrets.HitPayKey, Pages);
        endpoints.MapCheckout(Path, this);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
