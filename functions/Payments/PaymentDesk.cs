using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QNom.Platform.Http;

namespace QNom.Payments;

/// <summary>
/// Where orders have their payments begun. No provider's adapter is here yet, and a provider that is not here is off: every
/// method is refused, and nothing is recorded.
/// </summary>
public sealed partial class PaymentDesk(ILogger<PaymentDesk> logger)
{
    /// <summary>Refuses a method that no provider offers, before an order records that it is being paid.</summary>
    /// <exception cref="ProblemException">422: no provider is on that offers the method.</exception>
    public PaymentDesk Offering(PaymentMethod method) => throw Refused(method);

    /// <summary>
    /// Begins a payment, or goes on with it: the same request again gives the same payment. It is recorded before the
    /// provider is asked, so that a crash in between is made up for under the same key.
    /// </summary>
    /// <exception cref="ProblemException">422: no provider is on that offers the method.</exception>
    public Task<PaymentStarted> StartAsync(PaymentRequest request, CancellationToken cancellationToken) =>
        throw Refused(request.Method);

    /// <summary>422: nobody takes money this way.</summary>
    internal static ProblemException NotOffered(PaymentMethod method) => new(
        StatusCodes.Status422UnprocessableEntity, "no-provider", "Nobody offers this way to pay.",
        $"No payment provider is on that offers {method}.");

    private ProblemException Refused(PaymentMethod method)
    {
        Log.NotOffered(logger, method);
        return NotOffered(method);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Somebody wanted to pay by {Method}, and no payment provider is on that offers it.")]
        public static partial void NotOffered(ILogger logger, PaymentMethod method);
    }
}
