using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QNom.Partners;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using QNom.Platform.Http;

namespace QNom.Payments;

/// <summary>Where orders have their payments begun.</summary>
public sealed partial class PaymentDesk(
    PaymentStore store, PaymentKeeper keeper, PaymentDriver driver, PaymentProviders providers, PartnerStore partners, TimeProvider time,
    ILogger<PaymentDesk> logger)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    /// <summary>Refuses a method that no provider offers, before an order records that it is being paid.</summary>
    /// <exception cref="ProblemException">422: no provider is on that offers the method.</exception>
    public PaymentDesk Offering(PaymentMethod method, string? provider) =>
        providers.For(method, provider) is not null ? this : throw Refused(method);

    /// <summary>
    /// Begins a payment, or goes on with it: the same request again gives the same payment. It is recorded before the
    /// provider is asked, so that a crash in between is made up for under the same key.
    /// </summary>
    /// <exception cref="ProblemException">
    /// 409: the payment has another amount, way or order; 422: no provider is on that offers the method; 503: the provider
    /// did not answer: send it again.
    /// </exception>
    public async Task<PaymentStarted> StartAsync(PaymentRequest request, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Cents, 1);
        var provider = providers.For(request.Method, request.Provider) ?? throw Refused(request.Method);
        var opened = PaymentRules.Open(
            request, provider.Name, (await PlanOfAsync(request.PartnerId, cancellationToken)).For(request.Method), time.GetUtcNow());
        var isNew = await keeper.TryAddAsync(new PaymentChange(opened), cancellationToken);
        var payment = isNew ? opened : (await store.FindAsync(opened.PaymentId, cancellationToken))!.Document;
        if (!IsSame(payment, request))
            throw AnotherPayment();
        try
        {
            var said = await driver.RunAsync(payment.PaymentId, isNew, cancellationToken);
            payment = (await store.FindAsync(payment.PaymentId, cancellationToken))!.Document;
            // What the client needs is nowhere stored, since it is secret: who asks again is told by the provider.
            if (said is null && payment.ProviderId is not null && !PaymentMoves.HasMoney(payment.State))
                said = await driver.LookAsync(payment, cancellationToken);
            return new PaymentStarted(
                payment.PaymentId, payment.State, payment.Provider, said?.ClientSecret, said?.RedirectUrl, said?.PayNow);
        }
        catch (ProviderUnavailableException exception)
        {
            Log.Unavailable(logger, payment.PaymentId, exception.Message);
            throw Problems.Unavailable(AskAgain);
        }
    }

    /// <summary>A payment as it is: one point read. Null if there is none.</summary>
    public async Task<Payment?> FindAsync(string paymentId, CancellationToken cancellationToken) =>
        (await store.FindAsync(paymentId, cancellationToken))?.Document;

    /// <summary>422: nobody takes money this way.</summary>
    internal static ProblemException NotOffered(PaymentMethod method) => new(
        StatusCodes.Status422UnprocessableEntity, "no-provider", "Nobody offers this way to pay.",
        $"No payment provider is on that offers {method}.");

    /// <summary>409: the attempt was begun with other terms.</summary>
    public static ProblemException AnotherPayment() => new(
        StatusCodes.Status409Conflict, "another-payment", "This payment was begun with another amount or method.",
        "Go on with it as it was begun, or cancel it first.");

    private ProblemException Refused(PaymentMethod method)
    {
        Log.NotOffered(logger, method);
        return NotOffered(method);
    }

    private async Task<Plan> PlanOfAsync(string? partnerId, CancellationToken cancellationToken) =>
        Plan.Named(partnerId is null ? null : (await partners.FindAsync(partnerId, cancellationToken))?.Document.Plan);

    private static bool IsSame(Payment payment, PaymentRequest request) =>
        (payment.OrderId, payment.Cents, payment.Currency, payment.Method) == (request.OrderId, request.Cents, request.Currency, request.Method)
        && (request.Provider is null || request.Provider == payment.Provider);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Payment} could not be begun yet: {Reason}")]
        public static partial void Unavailable(ILogger logger, string payment, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Somebody wanted to pay by {Method}, and no payment provider is on that offers it.")]
        public static partial void NotOffered(ILogger logger, PaymentMethod method);
    }
}
