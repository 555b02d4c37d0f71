using QNom.Payments.Webhooks;

namespace QNom.Payments.Providers;

/// <summary>Someone who charges for us. One without a secret is off, and is never asked or believed.</summary>
public interface IPaymentProvider : IWebhookSource
{
    /// <summary>How diners can pay through it.</summary>
    IReadOnlyList<PaymentMethod> Methods { get; }

    /// <summary>Makes an intent to be paid, under the payment's id as key: asked again, it gives the same.</summary>
    Task<ProviderPayment> CreateAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Takes what was authorised. What is captured already stays so.</summary>
    Task<ProviderPayment> CaptureAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Ends an intent that nobody has paid; one that was paid comes back as it is.</summary>
    Task<ProviderPayment> CancelAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Gives money back, under the refund's id as key.</summary>
    Task<ProviderPayment> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken);

    /// <summary>The payment as it is; looked for by our name for it if the provider's is not known. Null if there is none.</summary>
    Task<ProviderPayment?> FetchAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>A payment by the provider's name for it, for events that do not say ours. Null if there is none.</summary>
    Task<ProviderPayment?> FindAsync(string providerId, CancellationToken cancellationToken);

    /// <summary>Every payment that was made from one time to another, also those that are not ours.</summary>
    IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>The provider has said no for good: asking again gives the same.</summary>
/// <param name="code">The provider's word for it; no personal data.</param>
public sealed class ProviderRefusedException(string code) : Exception($"The provider refused: {code}.")
{
    /// <summary>The provider's word for it.</summary>
    public string Code { get; } = code;
}

/// <summary>Whether the provider did it is not known: no answer, or one that says to come again.</summary>
/// <param name="provider">Whom we asked.</param>
/// <param name="inner">What came instead of an answer; its text is not passed on.</param>
public sealed class ProviderUnavailableException(string provider, Exception? inner = null)
    : Exception($"{provider} did not answer ({inner?.GetType().Name ?? "status"}).");
