using System.Net;
using System.Runtime.CompilerServices;
using QNom.Payments.Webhooks;
using QNom.Platform;
using Stripe;

namespace QNom.Payments.Providers.Stripe;

/// <summary>Stripe, through its own library: cards, GrabPay and PayNow by PaymentIntents that are captured as they are confirmed.</summary>
public sealed class StripeProvider : IPaymentProvider
{
    // Stripe's library repeats under the same key.
    private const int Repetitions = 1;

    private readonly StripeClient? client;
    private readonly WebhookSecrets secrets;
    private readonly string returnUrl;

    /// <summary>Prepares the client; off without a key or a secret.</summary>
    public StripeProvider(Settings settings)
    {
        secrets = WebhookSecrets.OfTexts(settings.StripeWebhookSecrets);
        returnUrl = settings.PaymentReturnUrl.AbsoluteUri;
        if (settings.StripeApiKey is { } key && !secrets.IsEmpty)
        {
            client = new StripeClient(new StripeClientOptions
            {
                ApiKey = key,
                ApiBase = settings.StripeApiBase?.AbsoluteUri.TrimEnd('/') ?? "https://api.stripe.com",
                HttpClient = new SystemNetHttpClient(ProviderHttp.Create(), Repetitions, enableTelemetry: false),
            });
        }
    }

    /// <inheritdoc/>
    public string Name => "stripe";

    /// <inheritdoc/>
    public bool IsOn => client is not null;

    /// <inheritdoc/>
    public IReadOnlyList<PaymentMethod> Methods { get; } = [PaymentMethod.Card, PaymentMethod.GrabPay, PaymentMethod.PayNow];

    /// <inheritdoc/>
    public SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now) => StripeSignature.Verify(webhook, secrets, now);

    /// <inheritdoc/>
    public IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook) => StripeEvents.Read(webhook.Body);

    /// <inheritdoc/>
    public Task<ProviderPayment> CreateAsync(Payment payment, CancellationToken cancellationToken) => AskAsync(async api =>
        StripeMapping.Of(await api.PaymentIntents.CreateAsync(
            StripeMapping.Wanted(payment, returnUrl), Under(payment.PaymentId), cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<ProviderPayment> CaptureAsync(Payment payment, CancellationToken cancellationToken) => AskAsync(async api =>
        StripeMapping.Of(await api.PaymentIntents.CaptureAsync(
            payment.ProviderId, null, Under(payment.PaymentId + "-capture"), cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<ProviderPayment> CancelAsync(Payment payment, CancellationToken cancellationToken) => AskAsync(async api =>
    {
        try
        {
            return StripeMapping.Of(await api.PaymentIntents.CancelAsync(payment.ProviderId, null, null, cancellationToken));
        }
        catch (StripeException exception) when (exception.StripeError?.Code == "payment_intent_unexpected_state")
        {
            // It is paid, canceled or being worked on: that is the answer.
            return await LookAsync(api, payment.ProviderId!, cancellationToken);
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ProviderPayment> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken) => AskAsync(async api =>
    {
        await api.Refunds.CreateAsync(StripeMapping.Wanted(payment, refund), Under(refund.RefundId), cancellationToken);
        return await LookAsync(api, payment.ProviderId!, cancellationToken);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ProviderPayment?> FetchAsync(Payment payment, CancellationToken cancellationToken) => payment.ProviderId is { } id
        ? FindAsync(id, cancellationToken)
        : AskAsync(async api =>
        {
            // What is found a minute late was not there yet, and is made under the same key.
            var found = await api.PaymentIntents.SearchAsync(
                new PaymentIntentSearchOptions { Query = $"metadata['{StripeMapping.PaymentId}']:'{payment.PaymentId}'" }, null, cancellationToken);
            return found.FirstOrDefault() is { } intent ? await LookAsync(api, intent.Id, cancellationToken) : null;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<ProviderPayment?> FindAsync(string providerId, CancellationToken cancellationToken) => AskAsync(async api =>
    {
        try
        {
            return await LookAsync(api, providerId, cancellationToken);
        }
        catch (StripeException exception) when (exception.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ProviderPayment> ListAsync(
        DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new PaymentIntentListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = since.UtcDateTime, LessThan = until.UtcDateTime },
            Limit = 100,
        };
        options.AddExpand("data.latest_charge");
        var intents = Client.V1.PaymentIntents.ListAutoPagingAsync(options, null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (intents)
        {
            while (await AskAsync(async _ => await intents.MoveNextAsync(), cancellationToken))
                yield return StripeMapping.Of(intents.Current);
        }
    }

    private StripeClient Client => client ?? throw new ProviderUnavailableException(Name);

    private static async Task<ProviderPayment> LookAsync(V1Services api, string providerId, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentGetOptions();
        options.AddExpand("latest_charge");
        var intent = await api.PaymentIntents.GetAsync(providerId, options, null, cancellationToken);
        // Also where nothing is refunded: a refund that the bank did not take counts no more, and must be known of.
        var refunds = intent.AmountReceived > 0
            ? await api.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = providerId, Limit = 100 }, null, cancellationToken)
                .ToListAsync(cancellationToken)
            : [];
        var disputes = intent.LatestCharge?.Disputed == true
            ? await api.Disputes.ListAutoPagingAsync(new DisputeListOptions { PaymentIntent = providerId }, null, cancellationToken)
                .ToListAsync(cancellationToken)
            : [];
        return StripeMapping.Of(intent, refunds, disputes);
    }

    private static RequestOptions Under(string key) => new() { IdempotencyKey = key };

    private async Task<T> AskAsync<T>(Func<V1Services, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(Client.V1);
        }
        catch (StripeException exception) when (StripeMapping.IsRefusal(exception.HttpStatusCode, exception.StripeError?.Type))
        {
            throw new ProviderRefusedException(StripeMapping.CodeOf(exception.StripeError));
        }
        catch (StripeException exception)
        {
            throw new ProviderUnavailableException(Name, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderUnavailableException(Name, exception);
        }
    }
}
