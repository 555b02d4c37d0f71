using QNom.Payments.PayNow;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Partners.PayNow;

/// <summary>What the API document says of PayNow codes.</summary>
internal static class PayNowSection
{
    private static readonly Parameter PartnerId = Parameter.Id("partnerId", "The partner.", "4bf92f3577b34da6");

    private static readonly PayNowPayee Payee = new(PayNowProxyType.Uen, "201403121W", "ACME Pte Ltd.");

    private static readonly ProblemException[] Missing = [Onboarding.NotFound(), PayNowDesk.NoPayee()];

    public static ApiSection Section { get; } = new(
        "PayNow", "Whom PayNow pays for a partner, and the code for its counter (SGQR, EMVCo).",
    [
        new Endpoint(nameof(PayNowFunctions.PutPayNow), "Say whom PayNow pays")
        {
            Parameters = [PartnerId],
            Body = Content.Read(Payee),
            Answer = Answer.Uncached(200, "The partner after it.", Content.Written(new PartnerView(
                "4bf92f3577b34da6", "ACME", new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero), [], [], [], Payee))),
            Problems = [Problems.Invalid("/value", "must be a UEN with its check letter, and at most three capitals or digits of a suffix")],
        },
        new Endpoint(nameof(PayNowFunctions.GetPayNowPng), "The code for the counter, in pixels")
        {
            Parameters = [PartnerId],
            Answer = Answer.Read("The picture.", Content.Text(PayNowFunctions.Png, "(a PNG picture)"), PayNowFunctions.MaxAge),
            Problems = Missing,
        },
        new Endpoint(nameof(PayNowFunctions.GetPayNowSvg), "The code for the counter, to print")
        {
            Parameters = [PartnerId],
            Answer = Answer.Read("The drawing.", Content.Text(PayNowFunctions.Svg, "<svg/>"), PayNowFunctions.MaxAge),
            Problems = Missing,
        },
    ]);
}
