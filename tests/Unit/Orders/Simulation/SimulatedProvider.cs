using QNom.Payments;
using QNom.Payments.Providers;

namespace QNom.Tests.Unit.Orders.Simulation;

/// <summary>
/// A provider as the published ones behave: an intent per key and a refund per key, however often they are asked for; what
/// has failed or was canceled is never charged. It tells of every change, and whether that arrives is not its concern.
/// </summary>
internal sealed class SimulatedProvider(Action<ProviderPayment> tell)
{
    private readonly Dictionary<string, ProviderPayment> intents = [];

    public IEnumerable<ProviderPayment> Intents => intents.Values;

    public ProviderPayment Create(Payment payment) => intents.TryGetValue(payment.PaymentId, out var known)
        ? known
        : Set(new ProviderPayment
        {
            ProviderId = "pi_" + payment.PaymentId,
            PaymentId = payment.PaymentId,
            State = ProviderState.RequiresAction,
            Cents = payment.Cents,
            Currency = payment.Currency,
        });

    public ProviderPayment? Fetch(string paymentId) => intents.GetValueOrDefault(paymentId);

    // What is being worked on cannot be stopped, and may still bring money.
    public ProviderPayment Cancel(string paymentId) => intents[paymentId] is { State: ProviderState.RequiresAction } open
        ? Set(open with { State = ProviderState.Canceled })
        : intents[paymentId];

    public ProviderPayment Refund(string paymentId, Refund refund)
    {
        var intent = intents[paymentId];
        if (intent.Refunds.Any(known => known.RefundId == refund.RefundId))
            return intent;
        if (refund.Cents > intent.CapturedCents - intent.RefundedCents)
            throw new InvalidOperationException("More is asked back than was taken.");
        return Set(intent with
        {
            RefundedCents = intent.RefundedCents + refund.Cents,
            Refunds = [.. intent.Refunds, new ProviderRefund(refund.RefundId, "re_" + refund.RefundId, refund.Cents, RefundState.Succeeded)],
        });
    }

    /// <summary>The diner does something at the provider's, or the provider makes up its mind.</summary>
    public void Play(Random random)
    {
        var open = intents.Values.Where(intent => intent.State is ProviderState.RequiresAction or ProviderState.Processing).ToList();
        if (open.Count == 0)
            return;
        var intent = open[random.Next(open.Count)];
        Set(random.Next(10) switch
        {
            < 5 => intent with { State = ProviderState.Succeeded, CapturedCents = intent.Cents },
            5 => intent with { State = ProviderState.Failed, FailureCode = "expired" },
            6 or 7 => intent with { State = ProviderState.Processing },
            // A card that was declined: the diner may try another.
            _ => intent with { State = ProviderState.RequiresAction, FailureCode = "card_declined" },
        });
    }

    /// <summary>The diner's bank does not take a refund that had gone through.</summary>
    public void ReturnRefund()
    {
        if (intents.Values.FirstOrDefault(intent => intent.Refunds.Any(IsThrough)) is not { } intent)
            return;
        var last = intent.Refunds.Last(IsThrough);
        Set(intent with
        {
            RefundedCents = intent.RefundedCents - last.Cents,
            Refunds = [.. intent.Refunds.Select(refund => refund == last ? refund with { State = RefundState.Failed } : refund)],
        });

        static bool IsThrough(ProviderRefund refund) => refund.State == RefundState.Succeeded;
    }

    /// <summary>What is being worked on comes to its end.</summary>
    public void Conclude(Random random)
    {
        foreach (var intent in intents.Values.Where(intent => intent.State == ProviderState.Processing).ToList())
        {
            Set(random.Next(2) == 0
                ? intent with { State = ProviderState.Succeeded, CapturedCents = intent.Cents }
                : intent with { State = ProviderState.Failed, FailureCode = "declined" });
        }
    }

    private ProviderPayment Set(ProviderPayment intent)
    {
        intents[intent.PaymentId!] = intent;
        tell(intent);
        return intent;
    }
}
