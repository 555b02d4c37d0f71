using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Messaging;

namespace QNom.Partners.Webhooks;

/// <summary>Where partners' systems want to be told of things.</summary>
public sealed class WebhookFunctions(
    WebhookDesk desk, WebhookTrials trials, WebhookCourier courier, FirstAnswers answers, TimeProvider time)
{
    internal static readonly TimeSpan MaxAge = TimeSpan.Zero;

    /// <summary>Creates an endpoint that is told of events, once it is verified. Its secret is shown in this answer and never again.</summary>
    [Function(nameof(CreateWebhook))]
    public async Task<IResult> CreateWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/webhooks")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var body = await JsonBody.ReadAsync<WebhookBody>(request, PartnerFunctions.LargestBody, cancellationToken);
        return await answers.AnswerAsync(request, body, async (effect, cancelled) =>
        {
            var issued = await desk.CreateAsync(partnerId, body, effect, cancelled);
            return FirstAnswer.Created($"/api/v1/partners/{partnerId}/webhooks/{issued.Details.WebhookId}", issued);
        }, cancellationToken);
    }

    /// <summary>A partner's endpoints, without what is secret.</summary>
    [Function(nameof(ListWebhooks))]
    public async Task<IResult> ListWebhooks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/webhooks")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await desk.ListAsync(RouteValue.Id(request, "partnerId"), cancellationToken));

    /// <summary>An endpoint.</summary>
    [Function(nameof(GetWebhook))]
    public async Task<IResult> GetWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/webhooks/{webhookId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        return Show(await desk.FindAsync(partnerId, webhookId, cancellationToken));
    }

    /// <summary>Changes an endpoint. At another address it must be verified anew.</summary>
    [Function(nameof(PutWebhook))]
    public async Task<IResult> PutWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/partners/{partnerId}/webhooks/{webhookId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<WebhookBody>(request, PartnerFunctions.LargestBody, cancellationToken);
        return Show(await desk.ChangeAsync(partnerId, webhookId, body, seen, cancellationToken));
    }

    /// <summary>Deletes an endpoint. What was not delivered there is not delivered any more, and its log is seen no more.</summary>
    [Function(nameof(DeleteWebhook))]
    public async Task<IResult> DeleteWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/partners/{partnerId}/webhooks/{webhookId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        await desk.DeleteAsync(partnerId, webhookId, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>
    /// Makes a new secret, which is shown in this answer and never again. For a while all is signed with the one before it, too.
    /// </summary>
    [Function(nameof(RotateWebhookSecret))]
    public async Task<IResult> RotateWebhookSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/secret")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        var body = await JsonBody.ReadAsync<RotationBody>(request, PartnerFunctions.LargestBody, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(
            request, body,
            async (effect, cancelled) => FirstAnswer.Created(
                $"/api/v1/partners/{partnerId}/webhooks/{webhookId}", await desk.RotateAsync(partnerId, webhookId, body, effect, cancelled)),
            cancellationToken);
    }

    /// <summary>
    /// Asks an endpoint, now, whether it wants to be told: it must answer 200 to 299 within 15 seconds with the
    /// <c>challenge</c> it is sent, in a JSON object. From then on it is told of events, also if it was disabled.
    /// </summary>
    [Function(nameof(VerifyWebhook))]
    public async Task<IResult> VerifyWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/verification")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        return UncachedJson.Of(request, await trials.VerifyAsync(partnerId, webhookId, cancellationToken));
    }

    /// <summary>Sends an endpoint a test, now, and says how it went.</summary>
    [Function(nameof(TestWebhook))]
    public async Task<IResult> TestWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/test")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = Ids(request);
        return UncachedJson.Of(request, await trials.TestAsync(partnerId, webhookId, cancellationToken));
    }

    /// <summary>Makes an attempt to deliver something to an endpoint.</summary>
    [Function(nameof(DeliverWebhook))]
    public Task DeliverWebhook([QueueTrigger(WebhookQueues.Deliveries)] string message, CancellationToken cancellationToken) =>
        courier.DeliverAsync(QueueMessages.Read<WebhookDue>(message), cancellationToken);

    /// <summary>The ids of partner and endpoint in the route.</summary>
    internal static (string PartnerId, string WebhookId) Ids(HttpRequest request) =>
        (RouteValue.Id(request, "partnerId"), RouteValue.Id(request, "webhookId"));

    private ConditionalContent Show(WebhookEndpoint endpoint) =>
        ConditionalJson.Of(WebhookView.Of(endpoint, time.GetUtcNow()), MaxAge, revision: endpoint.Revision);
}
