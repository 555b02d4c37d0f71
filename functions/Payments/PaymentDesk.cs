namespace QNom.Payments;

/// <summary>Where orders have their payments begun.</summary>
public sealed class PaymentDesk
{
    /// <summary>
    /// Begins a payment, or goes on with it: the same request again gives the same payment. It is recorded before the
    /// provider is asked, so that a crash in between is made up for under the same key.
    /// </summary>
    /// <exception cref="Platform.Http.ProblemException">
    /// 409: the payment has another amount or order; 422: no provider is on that offers the method; 503: the provider
    /// did not answer: send it again.
    /// </exception>
    public Task<PaymentStarted> StartAsync(PaymentRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
