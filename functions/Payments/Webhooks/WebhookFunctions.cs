using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Payments.Webhooks;

/// <summary>The triggers of webhooks about payments.</summary>
public sealed class WebhookFunctions(WebhookIntake intake, WebhookConsumer consumer)
{
    /// <summary>
    /// Takes a webhook of a payment provider. It is verified over the raw body, stored and enqueued before it is answered, and
    /// worked on afterwards; the same event again is answered the same and done once.
    /// </summary>
    [Function(nameof(TakeWebhook))]
    public async Task<IResult> TakeWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{provider}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await intake.TakeAsync((string)request.RouteValues["provider"]!, request, cancellationToken);
        return Results.Accepted();
    }

    /// <summary>Works on a stored webhook.</summary>
    [Function(nameof(ApplyWebhook))]
    public Task ApplyWebhook([QueueTrigger(PaymentQueues.Webhooks)] string message, CancellationToken cancellationToken) =>
        consumer.RunAsync(message, cancellationToken);
}
