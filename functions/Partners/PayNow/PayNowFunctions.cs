using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Payments.PayNow;
using QNom.Platform.Http;

namespace QNom.Partners.PayNow;

/// <summary>Whom PayNow pays for a partner, and the code for its counter.</summary>
public sealed class PayNowFunctions(PayNowDesk desk)
{
    internal const string Png = "image/png";
    internal const string Svg = "image/svg+xml";

    // Whom money goes to must never come out of a cache unasked.
    internal static readonly TimeSpan MaxAge = TimeSpan.Zero;

    /// <summary>Says whom PayNow pays for a partner's stalls. Only operators may: it says where money goes.</summary>
    [Function(nameof(PutPayNow))]
    public async Task<IResult> PutPayNow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/partners/{partnerId}/paynow")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var body = await JsonBody.ReadAsync<PayNowPayee>(request, PartnerFunctions.LargestBody, cancellationToken);
        body.Validate();
        return UncachedJson.Of(request, await desk.SetAsync(partnerId, body, cancellationToken));
    }

    /// <summary>The code for a partner's counter, as a picture in pixels.</summary>
    [Function(nameof(GetPayNowPng))]
    public async Task<IResult> GetPayNowPng(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/paynow-qr.png")] HttpRequest request,
        CancellationToken cancellationToken) =>
        new ConditionalContent(PayNowImage.Png(await TextAsync(request, cancellationToken)), Png, MaxAge);

    /// <summary>The code for a partner's counter, as a drawing that can be printed at any size.</summary>
    [Function(nameof(GetPayNowSvg))]
    public async Task<IResult> GetPayNowSvg(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/paynow-qr.svg")] HttpRequest request,
        CancellationToken cancellationToken) =>
        new ConditionalContent(PayNowImage.Svg(await TextAsync(request, cancellationToken)), Svg, MaxAge);

    private async Task<string> TextAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await desk.CodeAsync(RouteValue.Id(request, "partnerId"), cancellationToken)).Write();
}
