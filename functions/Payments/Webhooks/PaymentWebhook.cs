using QNom.Platform.Messaging;

namespace QNom.Payments.Webhooks;

/// <summary>That a verified webhook is stored and waits to be worked on.</summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="Source">Who sent it: <see cref="IWebhookSource.Name"/>.</param>
/// <param name="Blob">Where it is, in the container of webhooks.</param>
/// <param name="At">When it came, UTC.</param>
public sealed record PaymentWebhook(string Schema, string Source, string Blob, DateTimeOffset At) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "payment-webhook/1";
}
