using System.Runtime.CompilerServices;
using QNom.Payments;
using QNom.Payments.Providers;
using QNom.Payments.Webhooks;

namespace QNom.Tests.Integration.Payments;

/// <summary>A provider of memory that may do what it is asked and lose the answer; an intent per payment, a refund per key.</summary>
internal sealed class ScriptedProvider : IPaymentProvider
{
    public Dictionary<string, ProviderPayment> Intents { get; } = [];

    /// <summary>How many of the next answers are lost, after what was asked for is done.</summary>
    public int LosesAnswers { get; set; }

    public string Name => "scripted";

    public bool IsOn => true;

    public IReadOnlyList<PaymentMethod> Methods { get; } = [PaymentMethod.Card];

    public Task<ProviderPayment> CreateAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (!Intents.ContainsKey(payment.PaymentId))
        {
            Intents[payment.PaymentId] = new ProviderPayment
            {
                ProviderId = "si_" + payment.PaymentId,
                PaymentId = payment.PaymentId,
                State = ProviderState.RequiresAction,
                Cents = payment.Cents,
                Currency = payment.Currency,
            };
        }

        return Answer(payment);
    }

    public Task<ProviderPayment> CaptureAsync(Payment payment, CancellationToken cancellationToken) => Answer(payment);

    public Task<ProviderPayment> CancelAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (Intents[payment.PaymentId].State == ProviderState.RequiresAction)
            Intents[payment.PaymentId] = Intents[payment.PaymentId] with { State = ProviderState.Canceled };
        return Answer(payment);
    }

    public Task<ProviderPayment> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        var intent = Intents[payment.PaymentId];
        if (intent.Refunds.All(known => known.RefundId != refund.RefundId))
        {
            Intents[payment.PaymentId] = intent with
            {
                RefundedCents = intent.RefundedCents + refund.Cents,
                Refunds = [.. intent.Refunds, new ProviderRefund(refund.RefundId, "sr_1", refund.Cents, RefundState.Succeeded)],
            };
        }

        return Answer(payment);
    }

    public Task<ProviderPayment?> FetchAsync(Payment payment, CancellationToken cancellationToken) =>
        Task.FromResult(Intents.GetValueOrDefault(payment.PaymentId));

    public Task<ProviderPayment?> FindAsync(string providerId, CancellationToken cancellationToken) =>
        Task.FromResult(Intents.Values.FirstOrDefault(intent => intent.ProviderId == providerId));

    public async IAsyncEnumerable<ProviderPayment> ListAsync(
        DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var intent in Intents.Values)
            yield return intent;
    }

    public SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now) => SignatureVerdict.NoSecret;

    public IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook) => [];

    /// <summary>The payer pays.</summary>
    public void Pay(string paymentId) =>
        Intents[paymentId] = Intents[paymentId] with { State = ProviderState.Succeeded, CapturedCents = Intents[paymentId].Cents };

    /// <summary>The payer's bank does not take a refund that had gone through.</summary>
    public void ReturnRefund(string paymentId)
    {
        var intent = Intents[paymentId];
        var returned = intent.Refunds[^1] with { State = RefundState.Failed };
        Intents[paymentId] = intent with
        {
            RefundedCents = intent.RefundedCents - returned.Cents,
            Refunds = [.. intent.Refunds.SkipLast(1), returned],
        };
    }

    private Task<ProviderPayment> Answer(Payment payment) =>
        LosesAnswers-- > 0 ? throw new ProviderUnavailableException(Name) : Task.FromResult(Intents[payment.PaymentId]);
}
