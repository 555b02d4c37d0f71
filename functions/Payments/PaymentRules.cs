using QNom.Payments.Ledger;
using QNom.Payments.Providers;

namespace QNom.Payments;

/// <summary>A payment after a change, and what is committed with it.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Event">What orders are told; null if it is nothing to them.</param>
/// <param name="Ledger">The entries; null if no money moved.</param>
public sealed record PaymentChange(Payment Payment, PaymentEvent? Event = null, LedgerTransaction? Ledger = null);

/// <summary>What is to be asked of the provider next.</summary>
public abstract record PaymentEffect
{
    /// <summary>Make the intent.</summary>
    public sealed record Create : PaymentEffect;

    /// <summary>End the intent.</summary>
    public sealed record Cancel : PaymentEffect;

    /// <summary>Give money back.</summary>
    public sealed record GiveBack(Refund Refund) : PaymentEffect;
}

/// <summary>The rules of a payment: pure, without time, chance or a provider of their own.</summary>
public static class PaymentRules
{
    /// <summary>After so long without rest, a payment is looked at by the reconciliation.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A payment that is to be recorded before its provider is asked.</summary>
    public static Payment Open(PaymentRequest request, string provider, PlanTerms terms, DateTimeOffset now) => new()
    {
        PaymentId = request.PaymentId,
        OrderId = request.OrderId,
        Attempt = request.Attempt,
        VenueId = request.VenueId,
        PartnerId = request.PartnerId,
        Diner = request.Diner,
        Cents = request.Cents,
        Currency = request.Currency,
        Method = request.Method,
        Provider = provider,
        Terms = terms,
        CreatedAt = now,
        ChangedAt = now,
        CheckAt = (now + Patience).ToUnixTimeSeconds(),
    };

    /// <summary>
    /// A payment that was called off before it was begun. It stands where the payment would, so that it cannot begin any more,
    /// and tells its order that the attempt has ended. It asks for nothing, in no currency (ISO 4217, XXX).
    /// </summary>
    public static PaymentChange NeverBegun(PaymentCommand command, DateTimeOffset now)
    {
        var payment = new Payment
        {
            PaymentId = command.PaymentId,
            OrderId = command.OrderId,
            Attempt = 0,
            VenueId = "",
            Diner = "",
            Cents = 0,
            Currency = "XXX",
            Method = default,
            Provider = "",
            Terms = new PlanTerms("", 0, 0, 0),
            State = PaymentState.Canceled,
            Sequence = 1,
            Cancels = [command.CommandId],
            CreatedAt = now,
            ChangedAt = now,
        };
        return new PaymentChange(payment, Tell(payment));
    }

    /// <summary>
    /// Takes in what a provider says. Sums only grow, but for a refund that came back, and states only move as
    /// <see cref="PaymentMoves"/> allows.
    /// </summary>
    /// <returns>The change; null if it says nothing new.</returns>
    /// <exception cref="InvalidDataException">It speaks of another currency or of more money than was asked for.</exception>
    public static PaymentChange? Apply(Payment payment, ProviderPayment said, DateTimeOffset now)
    {
        if (said.Currency != payment.Currency || said.Cents != payment.Cents || said.CapturedCents > payment.Cents
            || said.RefundedCents > said.CapturedCents)
        {
            throw new InvalidDataException($"The provider's sums for {payment.PaymentId} are not those of the payment.");
        }

        IReadOnlyList<Refund> refunds = [.. payment.Refunds.Select(refund => Follow(refund, said))];
        var cameBack = refunds.Zip(payment.Refunds).Where(one => one.First.State == RefundState.Returned && one.Second.State != RefundState.Returned)
            .Sum(one => one.First.Cents);
        // Who tells of a refund as done that came to nothing speaks of an earlier time.
        var outdated = said.Refunds.Where(told => told.State == RefundState.Succeeded
            && refunds.Any(refund => refund.RefundId == told.RefundId && refund.CameToNothing)).Sum(told => told.Cents);
        var captured = Math.Max(payment.CapturedCents, said.CapturedCents);
        var refunded = Math.Max(payment.RefundedCents - cameBack, said.RefundedCents - outdated);
        // A bank cannot hold what has gone back.
        var disputed = Math.Min(said.DisputedCents ?? payment.DisputedCents, captured - refunded);
        var wanted = captured == 0 ? WithoutMoney(said.State)
            : disputed > 0 ? PaymentState.Disputed
            : refunded == captured ? PaymentState.Refunded
            : refunded > 0 ? PaymentState.PartiallyRefunded
            : PaymentState.Succeeded;
        var next = payment with
        {
            ProviderId = payment.ProviderId ?? said.ProviderId,
            CapturedCents = captured,
            RefundedCents = refunded,
            DisputedCents = disputed,
            State = PaymentMoves.Allows(payment.State, wanted) ? wanted : payment.State,
            FailureCode = said.FailureCode ?? payment.FailureCode,
            Refunds = refunds,
        };
        return Changed(payment, next, now);
    }

    /// <summary>
    /// Whether what an event says can be taken as it is. That a payment which is being worked on waits for the diner again may
    /// be news (a card was declined) or a message that comes late: then the payment is fetched.
    /// </summary>
    public static bool Decides(Payment payment, ProviderPayment said) =>
        payment.State != PaymentState.Processing || said.State != ProviderState.RequiresAction;

    /// <summary>
    /// Makes up for a command that was lost: money that the order does not keep goes back, and what may still be paid for it is
    /// called off.
    /// </summary>
    public static PaymentChange? Repair(Payment payment, OrderStanding standing, DateTimeOffset now)
    {
        if (standing != OrderStanding.RefundDue)
            return null;
        if (PaymentMoves.HasMoney(payment.State))
            return GiveBack(payment, $"{payment.PaymentId}-repair-{payment.Refunds.Count + 1}", 0, "repair", now);
        return IsFinal(payment) || payment.Cancels.Count > 0
            ? null
            : Changed(payment, payment with { Cancels = [$"{payment.PaymentId}-repair-cancel"] }, now);
    }

    /// <summary>Takes in what an order wants, as an intention: a command that came before changes nothing.</summary>
    /// <returns>The change; null if there is nothing to do.</returns>
    public static PaymentChange? Take(Payment payment, PaymentCommand command, DateTimeOffset now) => command.Kind switch
    {
        PaymentCommandKind.Cancel => payment.Cancels.Contains(command.CommandId) || IsFinal(payment)
            ? null
            : Changed(payment, payment with { Cancels = [.. payment.Cancels, command.CommandId] }, now),
        PaymentCommandKind.Refund => GiveBack(payment, command.CommandId, command.Cents, command.Reason, now),
        _ => throw new InvalidDataException("A command is of a kind that is not known."),
    };

    /// <summary>The provider has refused an effect for good.</summary>
    public static PaymentChange? Refused(Payment payment, PaymentEffect effect, string code, DateTimeOffset now) => effect switch
    {
        PaymentEffect.Create => Changed(payment, payment with { State = PaymentState.Failed, FailureCode = code }, now),
        // It may be paid after all: the intention stays known and the reconciliation looks again.
        PaymentEffect.Cancel => null,
        PaymentEffect.GiveBack(var refund) => Changed(
            payment,
            payment with { Refunds = [.. payment.Refunds.Select(other => other.RefundId == refund.RefundId ? other with { State = RefundState.Failed } : other)] },
            now),
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    /// <summary>What is to be asked of the provider next; null for nothing.</summary>
    public static PaymentEffect? Next(Payment payment)
    {
        if (payment is { ProviderId: null, State: PaymentState.Created })
            return payment.Cancels.Count == 0 ? new PaymentEffect.Create() : null;
        if (payment.Cancels.Count > 0 && !IsFinal(payment) && payment.ProviderId is not null)
            return new PaymentEffect.Cancel();
        return payment.Refunds.FirstOrDefault(refund => refund.State == RefundState.Intended) is { } due
            ? new PaymentEffect.GiveBack(due)
            : null;
    }

    /// <summary>Whether nothing more is expected of anyone: then the reconciliation can leave it alone.</summary>
    public static bool IsAtRest(Payment payment) =>
        IsFinal(payment) && payment.State != PaymentState.Disputed && !payment.Refunds.Any(refund => refund.IsUnderWay);

    /// <summary>Ends a payment that its provider has never heard of.</summary>
    public static PaymentChange? NeverMade(Payment payment, DateTimeOffset now) =>
        payment is { ProviderId: null, State: PaymentState.Created }
            ? Changed(payment, payment with { State = PaymentState.Canceled }, now)
            : null;

    /// <summary>The event that tells of a payment as it is.</summary>
    public static PaymentEvent Tell(Payment payment) => new(
        PaymentEvent.CurrentSchema, payment.PaymentId, payment.OrderId, payment.Sequence, payment.State, payment.CapturedCents,
        payment.RefundedCents, payment.ChangedAt);

    private static PaymentChange? GiveBack(Payment payment, string refundId, long cents, string reason, DateTimeOffset now)
    {
        if (payment.Refunds.Any(refund => refund.RefundId == refundId))
            return null;
        if (payment.Refunds.Count >= Payment.MostRefunds)
            throw new InvalidDataException($"{payment.PaymentId} has {Payment.MostRefunds} refunds.");
        var left = payment.RefundableCents;
        // More than is left cannot go back, whoever asks: what was paid twice back would be ours.
        var due = cents == 0 ? left : Math.Min(cents, left);
        return due <= 0 || cents < 0
            ? null
            : Changed(payment, payment with { Refunds = [.. payment.Refunds, new Refund(refundId, due, reason, RefundState.Intended, now)] }, now);
    }

    private static bool IsFinal(Payment payment) =>
        PaymentMoves.HasMoney(payment.State) || PaymentMoves.EndedWithoutMoney(payment.State);

    private static PaymentState WithoutMoney(ProviderState said) => said switch
    {
        ProviderState.RequiresAction => PaymentState.RequiresAction,
        ProviderState.Processing or ProviderState.RequiresCapture or ProviderState.Succeeded => PaymentState.Processing,
        ProviderState.Failed => PaymentState.Failed,
        ProviderState.Canceled => PaymentState.Canceled,
        _ => throw new ArgumentOutOfRangeException(nameof(said)),
    };

    private static Refund Follow(Refund refund, ProviderPayment said)
    {
        if (refund.CameToNothing || said.Refunds.FirstOrDefault(other => other.RefundId == refund.RefundId) is not { } found)
            return refund;
        if (refund.State != RefundState.Succeeded)
            return refund with { State = found.State, ProviderId = found.ProviderId };
        return found.State == RefundState.Failed ? refund with { State = RefundState.Returned } : refund;
    }

    private static PaymentChange? Changed(Payment before, Payment after, DateTimeOffset now)
    {
        if (after with { Refunds = before.Refunds, Cancels = before.Cancels } == before
            && after.Refunds.SequenceEqual(before.Refunds) && after.Cancels.SequenceEqual(before.Cancels))
        {
            return null;
        }

        var next = after with { Sequence = before.Sequence + 1, ChangedAt = now, CheckAt = (now + Patience).ToUnixTimeSeconds() };
        var concernsOrders = next.State != before.State || next.CapturedCents != before.CapturedCents
            || next.RefundedCents != before.RefundedCents;
        return new PaymentChange(next, concernsOrders ? Tell(next) : null, LedgerRules.Between(before, next));
    }
}
