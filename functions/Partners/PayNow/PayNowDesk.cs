using Microsoft.AspNetCore.Http;
using QNom.Payments.PayNow;
using QNom.Platform.Http;

namespace QNom.Partners.PayNow;

/// <summary>Keeps whom PayNow pays for a partner, and makes codes for it.</summary>
public sealed class PayNowDesk(PartnerStore store)
{
    /// <summary>Says whom PayNow pays from now on. Codes that were printed before pay whom they name.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task<PartnerView> SetAsync(string partnerId, PayNowPayee payee, CancellationToken cancellationToken) =>
        PartnerView.Of(await store.ChangeAsync(
            partnerId,
            (partner, _) => partner.PayNow == payee ? null : new PartnerChange(partner with { PayNow = payee }, []),
            cancellationToken) ?? throw Onboarding.NotFound());

    /// <summary>The code for a partner's counter.</summary>
    /// <exception cref="ProblemException">404: there is no such partner, or it has no payee.</exception>
    public async Task<PayNowCode> CodeAsync(string partnerId, CancellationToken cancellationToken)
    {
        var partner = (await store.FindAsync(partnerId, cancellationToken))?.Document ?? throw Onboarding.NotFound();
        return partner.PayNow?.Code() ?? throw NoPayee();
    }

    /// <summary>404: nobody has said whom PayNow pays.</summary>
    internal static ProblemException NoPayee() => new(
        StatusCodes.Status404NotFound, "paynow-not-set", "The partner has no PayNow payee.", "An operator says who it is.");
}
