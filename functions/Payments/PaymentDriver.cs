using Microsoft.Extensions.Logging;
using QNom.Payments.Providers;

namespace QNom.Payments;

/// <summary>
/// Does at the provider what is recorded as intended, and takes in what it answers. Whatever ends it in between, the next
/// run finds the intention, and finds out what has become of it before it asks again.
/// </summary>
public sealed partial class PaymentDriver(PaymentStore store, PaymentKeeper keeper, PaymentProviders providers, ILogger<PaymentDriver> logger)
{
    // Cancel, and each refund.
    private const int MostEffects = Payment.MostRefunds + 2;

    /// <summary>Does all that is intended.</summary>
    /// <param name="paymentId">Which payment.</param>
    /// <param name="isFirst">Whether nobody can have asked before; otherwise the provider is looked at first.</param>
    /// <param name="cancellationToken">Ends it; what was not done stays intended.</param>
    /// <returns>What the provider said last, if it was asked; its secrets are for the diner only.</returns>
    /// <exception cref="ProviderUnavailableException">Whether it was done is not known.</exception>
    public async Task<ProviderPayment?> RunAsync(string paymentId, bool isFirst, CancellationToken cancellationToken)
    {
        ProviderPayment? said = null;
        var tried = new HashSet<PaymentEffect>();
        for (var done = 0; done < MostEffects; done++)
        {
            if ((await store.FindAsync(paymentId, cancellationToken))?.Document is not { } payment
                || PaymentRules.Next(payment) is not { } effect || !tried.Add(effect))
            {
                break;
            }

            if (!isFirst && await providers.Of(payment.Provider).FetchAsync(payment, cancellationToken) is { } found)
            {
                said = found;
                payment = (await keeper.ChangeAsync(paymentId, (now, at) => PaymentRules.Apply(now, found, at), cancellationToken))!;
                if (PaymentRules.Next(payment) is not { } stillDue || stillDue.GetType() != effect.GetType())
                {
                    tried.Remove(effect);
                    continue;
                }

                effect = stillDue;
            }

            said = await AskAsync(payment, effect, cancellationToken) ?? said;
        }

        return said;
    }

    /// <summary>Fetches a payment and takes in what has become of it.</summary>
    /// <returns>What the provider says; null if it does not know the payment.</returns>
    public async Task<ProviderPayment?> LookAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (await providers.Of(payment.Provider).FetchAsync(payment, cancellationToken) is not { } said)
            return null;
        await keeper.ChangeAsync(payment.PaymentId, (now, at) => PaymentRules.Apply(now, said, at), cancellationToken);
        return said;
    }

    private async Task<ProviderPayment?> AskAsync(Payment payment, PaymentEffect effect, CancellationToken cancellationToken)
    {
        var provider = providers.Of(payment.Provider);
        try
        {
            var said = effect switch
            {
                PaymentEffect.Create => await provider.CreateAsync(payment, cancellationToken),
                PaymentEffect.Cancel => await provider.CancelAsync(payment, cancellationToken),
                PaymentEffect.GiveBack(var refund) => await provider.RefundAsync(payment, refund, cancellationToken),
                _ => throw new InvalidOperationException("An effect is not known."),
            };
            var after = (await keeper.ChangeAsync(payment.PaymentId, (now, at) => PaymentRules.Apply(now, said, at), cancellationToken))!;
            if (after.ProviderId == said.ProviderId)
                return said;
            // Made twice at the same moment, with a provider that has no keys: one of them must not be paid.
            await provider.CancelAsync(payment with { ProviderId = said.ProviderId }, cancellationToken);
            return await LookAsync(after, cancellationToken);
        }
        catch (ProviderRefusedException refused)
        {
            Log.Refused(logger, payment.PaymentId, effect.GetType().Name, refused.Code);
            await keeper.ChangeAsync(
                payment.PaymentId, (now, at) => PaymentRules.Refused(now, effect, refused.Code, at), cancellationToken);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Payment}: {Effect} was refused: {Code}.")]
        public static partial void Refused(ILogger logger, string payment, string effect, string code);
    }
}
