using Microsoft.Extensions.Primitives;
using QNom.Payments.Providers;

namespace QNom.Payments.Webhooks;

/// <summary>A webhook as it came in.</summary>
/// <param name="Body">The raw bytes.</param>
/// <param name="Headers">The headers, found in any case.</param>
/// <param name="ContentType">The body's media type; empty if none was said.</param>
public sealed record IncomingWebhook(ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, StringValues> Headers, string ContentType)
{
    /// <summary>A header that must be there once; null otherwise.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values is [{ } only] ? only : null;
}

/// <summary>What a verified webhook tells.</summary>
/// <param name="EventId">The event's name: the same for every delivery of it.</param>
/// <param name="PaymentId">Our name of the payment; null if it tells of none of ours.</param>
/// <param name="Payment">The payment as the event shows it; null if it does not decide, and the provider must be asked.</param>
/// <param name="ProviderId">The sender's name of the payment, where it does not say ours; null if it tells of no payment.</param>
public sealed record ProviderEvent(string EventId, string? PaymentId, ProviderPayment? Payment = null, string? ProviderId = null);

/// <summary>Someone who sends webhooks about payments.</summary>
public interface IWebhookSource
{
    /// <summary>Its name, also in the route.</summary>
    string Name { get; }

    /// <summary>Whether it has a secret.</summary>
    bool IsOn { get; }

    /// <summary>Whether a webhook is by it, and of now.</summary>
    SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now);

    /// <summary>What a verified webhook tells.</summary>
    /// <exception cref="InvalidDataException">It is not of the shape that this provider sends.</exception>
    IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook);
}
