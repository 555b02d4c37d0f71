using System.Text;
using QNom.Payments.Webhooks;
using Stripe;

namespace QNom.Payments.Providers.Stripe;

/// <summary>What Stripe's events tell; pure. An intent's own events decide; of refunds and disputes the payment is fetched.</summary>
public static class StripeEvents
{
    /// <summary>Reads an event.</summary>
    /// <exception cref="InvalidDataException">It is no event of Stripe's.</exception>
    public static IReadOnlyList<ProviderEvent> Read(ReadOnlyMemory<byte> body)
    {
        Event told;
        try
        {
            // Versions of Stripe's API differ in what we do not read.
            told = EventUtility.ParseEvent(Encoding.UTF8.GetString(body.Span), throwOnApiVersionMismatch: false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The inner exception's text may quote the event.
            throw new InvalidDataException($"An event of Stripe's cannot be read ({exception.GetType().Name}).");
        }

        if (told?.Id is not { Length: > 0 } id)
            throw new InvalidDataException("An event of Stripe's has no id.");
        return told.Data?.Object switch
        {
            PaymentIntent intent => [new ProviderEvent(id, Name(intent.Metadata), StripeMapping.Of(intent), intent.Id)],
            Charge charge => [new ProviderEvent(id, Name(charge.Metadata), null, charge.PaymentIntentId)],
            global::Stripe.Refund refund => [new ProviderEvent(id, Name(refund.Metadata), null, refund.PaymentIntentId)],
            Dispute dispute => [new ProviderEvent(id, null, null, dispute.PaymentIntentId)],
            // Of a kind that we did not ask for.
            _ => [new ProviderEvent(id, null)],
        };
    }

    private static string? Name(Dictionary<string, string>? metadata) => metadata?.GetValueOrDefault(StripeMapping.PaymentId);
}
