using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Partners;

/// <summary>API keys and sensors of partners, for operators.</summary>
public sealed class KeyFunctions(KeyIssue issue, SensorRegistry registry, FirstAnswers answers, TimeProvider time)
{
    // 200 ids of 100 characters, and what stands between them.
    internal const int LargestBody = 24 * 1024;

    /// <summary>Issues an API key for a partner's server or for sensors. The key is shown in this answer and never again.</summary>
    [Function(nameof(IssueKey))]
    public async Task<IResult> IssueKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/keys")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var body = await JsonBody.ReadAsync<KeyBody>(request, LargestBody, cancellationToken);
        body.Validate(time.GetUtcNow());
        return await answers.AnswerAsync(
            request, body,
            async (effect, cancelled) => FirstAnswer.Created(
                $"/api/v1/partners/{partnerId}/keys", await issue.IssueAsync(partnerId, body, effect, cancelled)),
            cancellationToken);
    }

    /// <summary>The API keys of a partner, revoked ones too, without what is secret.</summary>
    [Function(nameof(ListKeys))]
    public async Task<IResult> ListKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/keys")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await issue.ListAsync(RouteValue.Id(request, "partnerId"), cancellationToken));

    /// <summary>Revokes an API key: the next request with it is refused. A second time changes nothing.</summary>
    [Function(nameof(RevokeKey))]
    public async Task<IResult> RevokeKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/partners/{partnerId}/keys/{keyId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await issue.RevokeAsync(RouteValue.Id(request, "partnerId"), RouteValue.Id(request, "keyId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Registers a sensor of a partner at one of its venues.</summary>
    [Function(nameof(RegisterSensor))]
    public async Task<IResult> RegisterSensor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/sensors")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var body = await JsonBody.ReadAsync<SensorBody>(request, PartnerFunctions.LargestBody, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(
            request, body,
            async (effect, cancelled) => FirstAnswer.Created(
                $"/api/v1/partners/{partnerId}", await registry.RegisterAsync(partnerId, body, effect, cancelled)),
            cancellationToken);
    }

    /// <summary>Removes a sensor; keys lose it with it. A second time changes nothing.</summary>
    [Function(nameof(RemoveSensor))]
    public async Task<IResult> RemoveSensor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/partners/{partnerId}/sensors/{sensorId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await registry.RemoveAsync(RouteValue.Id(request, "partnerId"), RouteValue.Id(request, "sensorId"), cancellationToken);
        return Results.NoContent();
    }
}
