using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace QNom.Local.Payments;

/// <summary>
/// What the simulated providers know and do: one intent per key and one refund per key, however often they are asked for. In
/// memory, and gone with the process. Whoever listens is told of every change, in order.
/// </summary>
public sealed class SimulatedBank(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string Asked, string Id)> keys = new();
    private readonly ConcurrentDictionary<string, SimulatedPayment> payments = new();
    private readonly Lock turn = new();

    /// <summary>Is told of a change, and of what kind it is in Stripe's words, for example <c>payment_intent.succeeded</c>.</summary>
    public event Action<SimulatedPayment, string>? Changed;

    /// <summary>All payments, the newest first.</summary>
    public IReadOnlyList<SimulatedPayment> All => [.. payments.Values.OrderByDescending(payment => payment.CreatedAt).ThenBy(payment => payment.Id, StringComparer.Ordinal)];

    /// <summary>A payment by its name; null if there is none.</summary>
    public SimulatedPayment? Find(string id) => payments.GetValueOrDefault(id);

    /// <summary>Makes a payment, or gives the one that was made under the key.</summary>
    /// <param name="key">The idempotency key; null makes a new one each time.</param>
    /// <param name="asked">What is asked for: under one key always the same.</param>
    /// <param name="made">The payment to make, without a name.</param>
    public SimulatedPayment Create(string? key, string asked, Func<string, DateTimeOffset, SimulatedPayment> made)
    {
        lock (turn)
        {
            if (Known(key, asked) is { } id)
                return payments[id];
            var payment = made(NewId("pi"), time.GetUtcNow());
            Remember(key, asked, payment.Id);
            return Set(payment, "payment_intent.created");
        }
    }

    /// <summary>The payer tries to pay.</summary>
    public SimulatedPayment Pay(string id, string? card = null)
    {
        var (outcome, code) = TestCard.Decide(card, payments[id].Cents);
        return Decide(id, outcome, code);
    }

    /// <summary>Somebody decides what becomes of a payment that is open.</summary>
    public SimulatedPayment Decide(string id, Outcome outcome, string? code = null)
    {
        lock (turn)
        {
            var payment = payments[id];
            if (payment.State is SimulatedState.Succeeded or SimulatedState.Canceled or SimulatedState.RequiresCapture)
                throw new SimulatedRefusalException(400, "invalid_request_error", "payment_intent_unexpected_state");
            switch (outcome)
            {
                case Outcome.Declined:
                    return Set(payment with { State = SimulatedState.RequiresPaymentMethod, Error = code ?? "generic_decline" }, "payment_intent.payment_failed");
                case Outcome.ToConfirm:
                    return Set(payment with { State = SimulatedState.RequiresAction, Error = null }, "payment_intent.requires_action");
                case Outcome.PaidLater:
                    var worked = Set(payment with { State = SimulatedState.Processing, Error = null }, "payment_intent.processing");
                    _ = PayLaterAsync(id);
                    return worked;
                case Outcome.Undecided:
                    return Set(payment with { State = SimulatedState.Processing, Error = null }, "payment_intent.processing");
                default:
                    var paid = payment.CapturesAtOnce
                        ? Set(payment with { State = SimulatedState.Succeeded, Error = null }, "payment_intent.succeeded")
                        : Set(payment with { State = SimulatedState.RequiresCapture, Error = null }, "payment_intent.amount_capturable_updated");
                    return outcome == Outcome.PaidAndDisputed ? Dispute(id, "needs_response") : paid;
            }
        }
    }

    /// <summary>Takes what was authorised.</summary>
    public SimulatedPayment Capture(string id)
    {
        lock (turn)
        {
            return payments[id] is { State: SimulatedState.RequiresCapture } held
                ? Set(held with { State = SimulatedState.Succeeded }, "payment_intent.succeeded")
                : throw new SimulatedRefusalException(400, "invalid_request_error", "payment_intent_unexpected_state");
        }
    }

    /// <summary>Ends a payment that nobody has paid.</summary>
    public SimulatedPayment Cancel(string id)
    {
        lock (turn)
        {
            return payments[id] is { State: not (SimulatedState.Succeeded or SimulatedState.Processing or SimulatedState.Canceled) } open
                ? Set(open with { State = SimulatedState.Canceled }, "payment_intent.canceled")
                : throw new SimulatedRefusalException(400, "invalid_request_error", "payment_intent_unexpected_state");
        }
    }

    /// <summary>Gives money back, or tells of the refund that was made under the key.</summary>
    public (SimulatedPayment Payment, SimulatedRefund Refund) Refund(string? key, string id, long? cents, IReadOnlyDictionary<string, string> metadata)
    {
        lock (turn)
        {
            var (payment, asked) = (payments[id], $"refund {id} {cents}");
            if (Known(key, asked) is { } done)
                return (payment, payment.Refunds.Single(refund => refund.Id == done));
            var left = payment.CapturedCents - payment.RefundedCents;
            if ((cents ?? left) is not > 0 || cents > left)
                throw new SimulatedRefusalException(400, "invalid_request_error", left == 0 ? "charge_already_refunded" : "amount_too_large");
            if (payment.Dispute is "needs_response" or "under_review")
                throw new SimulatedRefusalException(400, "invalid_request_error", "charge_disputed");
            var refund = new SimulatedRefund(NewId("re"), cents ?? left, "succeeded", metadata);
            Remember(key, asked, refund.Id);
            return (Set(payment with { Refunds = [.. payment.Refunds, refund] }, "charge.refunded"), refund);
        }
    }

    /// <summary>The payer's bank does not take the last refund, which had gone through.</summary>
    public SimulatedPayment ReturnRefund(string id)
    {
        lock (turn)
        {
            var payment = payments[id];
            if (payment.Refunds.LastOrDefault(refund => refund.Status == "succeeded") is not { } last)
                throw new SimulatedRefusalException(400, "invalid_request_error", "payment_intent_unexpected_state");
            return Set(
                payment with { Refunds = [.. payment.Refunds.Select(refund => refund == last ? refund with { Status = "failed" } : refund)] },
                "refund.failed");
        }
    }

    /// <summary>The payer's bank disputes a payment, or decides on it: <c>needs_response</c>, <c>won</c> or <c>lost</c>.</summary>
    public SimulatedPayment Dispute(string id, string status)
    {
        lock (turn)
        {
            return payments[id] is { State: SimulatedState.Succeeded } paid
                ? Set(paid with { Dispute = status }, status == "needs_response" ? "charge.dispute.created" : "charge.dispute.closed")
                : throw new SimulatedRefusalException(400, "invalid_request_error", "payment_intent_unexpected_state");
        }
    }

    /// <summary>A name as providers make them: a prefix and 24 letters and digits.</summary>
    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 24)}";

    private async Task PayLaterAsync(string id)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), time);
        lock (turn)
        {
            if (payments[id] is { State: SimulatedState.Processing } open)
                Set(open with { State = SimulatedState.Succeeded }, "payment_intent.succeeded");
        }
    }

    private string? Known(string? key, string asked)
    {
        if (key is null || !keys.TryGetValue(key, out var known))
            return null;
        return known.Asked == asked ? known.Id : throw new SimulatedRefusalException(400, "idempotency_error", "idempotency_key_reused");
    }

    private void Remember(string? key, string asked, string id)
    {
        if (key is not null)
            keys[key] = (asked, id);
    }

    private SimulatedPayment Set(SimulatedPayment payment, string change)
    {
        payments[payment.Id] = payment;
        Changed?.Invoke(payment, change);
        return payment;
    }
}
