using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Orders.LifeCycle;
using QNom.Payments.Providers;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Payments.Refunds;

/// <summary>Where stalls and operators look at what was paid for an order, and give it back.</summary>
public sealed class RefundDesk(PaymentStore store, PaymentKeeper keeper, PaymentDriver driver)
{
    /// <summary>The payments of an order of a stall: a point read for each attempt.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    public async Task<IReadOnlyList<Payment>> ListAsync(string venueId, string orderId, CancellationToken cancellationToken)
    {
        var payments = new List<Payment>();
        for (var attempt = 1; attempt <= OrderMachine.MostAttempts; attempt++)
        {
            if (await store.FindAsync(PaymentRequest.IdOf(orderId, attempt), cancellationToken) is not { } found)
                break;
            // One that was called off before it was begun is of no stall, and nothing to see.
            if (found.Document.VenueId == venueId)
                payments.Add(found.Document);
        }

        return payments.Count > 0 ? payments : throw Problems.NotFound("order");
    }

    /// <summary>Gives back a part of what was paid for an order, or all that is left. The same effect again gives back nothing more.</summary>
    /// <exception cref="ProblemException">404: nothing was paid; 409: not so much is left.</exception>
    public async Task<PaymentView> GiveBackAsync(
        string venueId, string orderId, RefundBody wanted, Effect effect, CancellationToken cancellationToken)
    {
        var payments = await ListAsync(venueId, orderId, cancellationToken);
        var payment = payments.FirstOrDefault(one => one.Refunds.Any(refund => refund.RefundId == effect.Id))
            ?? payments.FirstOrDefault(one => one.RefundableCents > 0) ?? throw NotSoMuch(0);
        var reason = JsonNamingPolicy.CamelCase.ConvertName(wanted.Reason.ToString());
        payment = await keeper.ChangeAsync(payment.PaymentId, (now, at) => PaymentRules.Take(
            RequireLeft(now, wanted, effect),
            new PaymentCommand(
                PaymentCommand.CurrentSchema, effect.Id, now.PaymentId, orderId, PaymentCommandKind.Refund, wanted.Cents ?? 0, reason, at),
            at), cancellationToken);
        try
        {
            await driver.RunAsync(payment!.PaymentId, isFirst: false, cancellationToken);
        }
        catch (ProviderUnavailableException)
        {
            // It is intended, and the reconciliation sees to it.
        }

        return PaymentView.Of((await store.FindAsync(payment!.PaymentId, cancellationToken))!.Document);
    }

    /// <summary>409: that much is not there to be given back.</summary>
    internal static ProblemException NotSoMuch(long left) => new(
        StatusCodes.Status409Conflict, "not-so-much-left", "There is not so much left to give back.",
        $"{left} cents are left of what was paid: the rest has gone back, is on its way or is disputed.");

    private static Payment RequireLeft(Payment payment, RefundBody wanted, Effect effect) =>
        payment.Refunds.Any(refund => refund.RefundId == effect.Id) || payment.RefundableCents >= Math.Max(wanted.Cents ?? 1, 1)
            ? payment
            : throw NotSoMuch(payment.RefundableCents);
}
