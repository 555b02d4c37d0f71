using System.Globalization;

namespace QNom.Payments.Providers.HitPay;

/// <summary>Between HitPay's words and ours; pure.</summary>
public static class HitPayMapping
{
    /// <summary>The payment request that a payment asks for.</summary>
    public static HitPayWanted Wanted(Payment payment, string returnUrl) => new(
        Amount(payment.Cents), payment.Currency, [payment.Method == PaymentMethod.PayNow ? "paynow_online" : "card"], payment.PaymentId,
        "QNom", returnUrl, GenerateQr: payment.Method == PaymentMethod.PayNow);

    /// <summary>A payment as HitPay shows it.</summary>
    /// <param name="request">The payment request.</param>
    /// <param name="payment">
    /// What we know of it; null in a list. HitPay keeps no name of ours with a refund, so what has gone back is counted off
    /// from the refunds that were asked for, in their order.
    /// </param>
    /// <exception cref="InvalidDataException">It is in a state or of an amount that cannot be read.</exception>
    public static ProviderPayment Of(HitPayRequest request, Payment? payment = null)
    {
        var paid = (request.Payments ?? []).Where(charge => charge.Status is "succeeded" or "refunded" or "partially_refunded").ToList();
        var back = paid.Sum(charge => charge.RefundedAmount is { } refunded ? Cents(refunded) : 0);
        return new ProviderPayment
        {
            ProviderId = request.Id,
            PaymentId = request.ReferenceNumber,
            State = StateOf(request),
            Cents = Cents(request.Amount),
            Currency = request.Currency.ToUpperInvariant(),
            CapturedCents = paid.Sum(charge => Cents(charge.Amount)),
            RefundedCents = back,
            Refunds = [.. CountOff(payment?.Refunds ?? [], back)],
            RedirectUrl = request.Url,
            PayNow = request.QrCodeData?.QrCode,
            CreatedAt = request.CreatedAt ?? default,
        };
    }

    /// <summary>The payment that a refund is of; null if nobody has paid.</summary>
    public static HitPayCharge? ChargeOf(HitPayRequest request) => request.Payments?.FirstOrDefault(charge => charge.Status is "succeeded" or "partially_refunded");

    /// <summary>Cents in dollars, as a text.</summary>
    public static string Amount(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Dollars as a text, in cents.</summary>
    /// <exception cref="InvalidDataException">It is no amount, or has parts of a cent.</exception>
    public static long Cents(string amount) =>
        decimal.TryParse(amount, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars)
            && dollars * 100 is var cents && cents == decimal.Truncate(cents)
            ? (long)cents
            : throw new InvalidDataException("An amount of HitPay's cannot be read.");

    private static IEnumerable<ProviderRefund> CountOff(IEnumerable<Refund> refunds, long back)
    {
        foreach (var refund in refunds.Where(refund => !refund.CameToNothing))
        {
            if ((back -= refund.Cents) < 0)
                yield break;
            yield return new ProviderRefund(refund.RefundId, refund.RefundId, refund.Cents, RefundState.Succeeded);
        }
    }

    private static ProviderState StateOf(HitPayRequest request) => request.Status switch
    {
        "pending" or "sent" => ProviderState.RequiresAction,
        "completed" => ProviderState.Succeeded,
        "failed" or "expired" => ProviderState.Failed,
        "canceled" or "inactive" => ProviderState.Canceled,
        _ => throw new InvalidDataException("A payment request of HitPay's is in a state that is not known."),
    };
}
