using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using QNom.Payments.Webhooks;
using QNom.Platform;

namespace QNom.Payments.Providers.HitPay;

/// <summary>
/// HitPay: PayNow codes and cards by payment requests. It has no idempotency keys: whether something was done before is told by
/// our reference number and by the sum that went back, and a payment has only one refund there.
/// </summary>
public sealed class HitPayProvider : IPaymentProvider
{
    private const string Requests = "v1/payment-requests";

    // What was made before it was recorded here cannot be ours, but clocks differ.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly HttpClient? http;
    private readonly WebhookSecrets salts;
    private readonly string returnUrl;

    /// <summary>Prepares the client; off without a key or a salt.</summary>
    public HitPayProvider(Settings settings)
    {
        salts = WebhookSecrets.OfTexts(settings.HitPaySalts);
        returnUrl = settings.PaymentReturnUrl.AbsoluteUri;
        if (settings.HitPayApiKey is { } key && !salts.IsEmpty)
        {
            http = ProviderHttp.Create();
            http.BaseAddress = new Uri(settings.HitPayApiBase.AbsoluteUri.TrimEnd('/') + "/");
            http.DefaultRequestHeaders.Add("X-BUSINESS-API-KEY", key);
            http.DefaultRequestHeaders.Add("X-Requested-With", "XMLHttpRequest");
        }
    }

    /// <inheritdoc/>
    public string Name => "hitpay";

    /// <inheritdoc/>
    public bool IsOn => http is not null;

    /// <inheritdoc/>
    public IReadOnlyList<PaymentMethod> Methods { get; } = [PaymentMethod.PayNow, PaymentMethod.Card];

    /// <inheritdoc/>
    public SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now) => HitPaySignature.Verify(webhook, salts);

    /// <inheritdoc/>
    public IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook) => HitPayEvents.Read(webhook);

    /// <inheritdoc/>
    public async Task<ProviderPayment> CreateAsync(Payment payment, CancellationToken cancellationToken) => HitPayMapping.Of(
        await SendAsync<HitPayRequest>(HttpMethod.Post, Requests, HitPayMapping.Wanted(payment, returnUrl), cancellationToken), payment);

    /// <inheritdoc/>
    public async Task<ProviderPayment> CaptureAsync(Payment payment, CancellationToken cancellationToken) =>
        // Nothing is authorised here that is not captured.
        HitPayMapping.Of(await ReadAsync(payment.ProviderId!, cancellationToken), payment);

    /// <inheritdoc/>
    public async Task<ProviderPayment> CancelAsync(Payment payment, CancellationToken cancellationToken)
    {
        var before = HitPayMapping.Of(await ReadAsync(payment.ProviderId!, cancellationToken), payment);
        if (before.State != ProviderState.RequiresAction)
            return before;
        // Paid at this moment, it is refused; and gone it cannot be read any more.
        await SendAsync<JsonElement>(HttpMethod.Delete, $"{Requests}/{payment.ProviderId}", null, cancellationToken);
        return before with { State = ProviderState.Canceled };
    }

    /// <inheritdoc/>
    public async Task<ProviderPayment> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(payment.ProviderId!, cancellationToken);
        if (HitPayMapping.Of(request, payment) is var before && before.Refunds.Any(done => done.RefundId == refund.RefundId))
            return before;
        if (HitPayMapping.ChargeOf(request) is not { } charge)
            throw new ProviderRefusedException("not_refundable");
        await SendAsync<JsonElement>(HttpMethod.Post, "v1/refund", new HitPayRefund(HitPayMapping.Amount(refund.Cents), charge.Id), cancellationToken);
        return HitPayMapping.Of(await ReadAsync(payment.ProviderId!, cancellationToken), payment);
    }

    /// <inheritdoc/>
    public async Task<ProviderPayment?> FetchAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (payment.ProviderId is { } id)
            return await FindAsync(id, payment, cancellationToken);
        await foreach (var request in NewestAsync(payment.CreatedAt - Slack, cancellationToken))
            if (request.ReferenceNumber == payment.PaymentId)
                return HitPayMapping.Of(request, payment);
        return null;
    }

    /// <inheritdoc/>
    public Task<ProviderPayment?> FindAsync(string providerId, CancellationToken cancellationToken) => FindAsync(providerId, null, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ProviderPayment> ListAsync(
        DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var request in NewestAsync(since, cancellationToken))
            if (request.CreatedAt < until)
                yield return HitPayMapping.Of(request);
    }

    private async Task<ProviderPayment?> FindAsync(string providerId, Payment? payment, CancellationToken cancellationToken)
    {
        try
        {
            return HitPayMapping.Of(await ReadAsync(providerId, cancellationToken), payment);
        }
        catch (ProviderRefusedException refused) when (refused.Code == CodeOf(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    private async IAsyncEnumerable<HitPayRequest> NewestAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var found = await SendAsync<HitPayPage>(HttpMethod.Get, $"{Requests}?per_page=100&current_page={page}", null, cancellationToken);
            foreach (var request in found.Data)
            {
                if (request.CreatedAt < since)
                    yield break;
                yield return request;
            }

            if (found.Data.Count == 0 || page >= (found.Meta?.LastPage ?? page))
                yield break;
        }
    }

    private Task<HitPayRequest> ReadAsync(string providerId, CancellationToken cancellationToken) =>
        SendAsync<HitPayRequest>(HttpMethod.Get, $"{Requests}/{Uri.EscapeDataString(providerId)}", null, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), options: HitPayJson.Options);
        try
        {
            using var response = await (http ?? throw new ProviderUnavailableException(Name)).SendAsync(request, cancellationToken);
            // Its texts may quote the diner, so the status is all that is passed on.
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
                throw new ProviderRefusedException(CodeOf(response.StatusCode));
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<T>(HitPayJson.Options, cancellationToken))!;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderUnavailableException(Name, exception);
        }
    }

    private static string CodeOf(HttpStatusCode status) => $"http_{(int)status}";
}
