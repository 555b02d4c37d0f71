using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Payments.Refunds;

/// <summary>What was paid for an order, for its stall and for operators.</summary>
public sealed class RefundFunctions(RefundDesk desk, FirstAnswers answers)
{
    private const int LargestBody = 4 * 1024;

    /// <summary>The payments of an order of a stall, by attempt, with their refunds.</summary>
    [Function(nameof(ListOrderPayments))]
    public async Task<IResult> ListOrderPayments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/orders/{orderId}/payments")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, new PaymentList([.. (await desk.ListAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "orderId"), cancellationToken)).Select(PaymentView.Of)]));

    /// <summary>
    /// Gives back a part of what was paid for an order, or all of it. Our commission goes back with it, in proportion. The order
    /// goes on: who cannot make it at all rejects it.
    /// </summary>
    [Function(nameof(RefundOrder))]
    public async Task<IResult> RefundOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/refunds")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (venueId, orderId) = (RouteValue.Id(request, "venueId"), RouteValue.Id(request, "orderId"));
        var body = await JsonBody.ReadAsync<RefundBody>(request, LargestBody, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(
            request, body,
            async (effect, cancelled) => FirstAnswer.Created(
                $"/api/v1/venues/{venueId}/orders/{orderId}/payments", await desk.GiveBackAsync(venueId, orderId, body, effect, cancelled)),
            cancellationToken);
    }
}
