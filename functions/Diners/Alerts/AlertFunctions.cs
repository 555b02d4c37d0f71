using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Diners.Alerts;

/// <summary>The triggers of alerts.</summary>
public sealed class AlertFunctions(AlertDesk desk, AlertWatch watch, AlertChecker checker, Pseudonyms pseudonyms)
{
    private const int LargestBody = 4 * 1024;

    /// <summary>The caller's alerts.</summary>
    [Function(nameof(ListAlerts))]
    public async Task<IResult> ListAlerts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/alerts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await desk.ListAsync(pseudonyms.Of(Caller.Of(request)), cancellationToken));

    /// <summary>
    /// "Tell me when the wait at X is under 10 minutes between 11:45 and 13:00": told at most once per day, on every channel
    /// that the caller has. The same once more is the same alert.
    /// </summary>
    [Function(nameof(CreateAlert))]
    public async Task<IResult> CreateAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/diners/me/alerts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<NewAlert>(request, LargestBody, cancellationToken);
        var alert = await desk.CreateAsync(pseudonyms.Of(Caller.Of(request)), body, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/v1/diners/me/alerts/{alert.AlertId}";
        return UncachedJson.Of(request, alert, StatusCodes.Status201Created);
    }

    /// <summary>One of the caller's alerts.</summary>
    [Function(nameof(GetAlert))]
    public async Task<IResult> GetAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/alerts/{alertId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Shown(await desk.ReadAsync(pseudonyms.Of(Caller.Of(request)), RouteValue.Id(request, "alertId"), cancellationToken));

    /// <summary>Changes of what, and when, an alert tells. It may tell again the same day.</summary>
    [Function(nameof(PutAlert))]
    public async Task<IResult> PutAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/diners/me/alerts/{alertId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var rule = await JsonBody.ReadAsync<AlertRule>(request, LargestBody, cancellationToken);
        return Shown(await desk.ChangeAsync(
            pseudonyms.Of(Caller.Of(request)), RouteValue.Id(request, "alertId"), rule, seen, cancellationToken));
    }

    /// <summary>Deletes an alert. A second time changes nothing.</summary>
    [Function(nameof(DeleteAlert))]
    public async Task<IResult> DeleteAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/diners/me/alerts/{alertId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await desk.DeleteAsync(pseudonyms.Of(Caller.Of(request)), RouteValue.Id(request, "alertId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Looks at an alert, and tells its diner what there is to tell.</summary>
    [Function(nameof(CheckAlert))]
    public Task CheckAlert([QueueTrigger(AlertCheck.Queue)] string message, CancellationToken cancellationToken) =>
        checker.CheckAsync(QueueMessages.Read<AlertCheck>(message), cancellationToken);

    /// <summary>Has alerts looked at that begin, every minute: a wait that is short already does not change.</summary>
    [Function(nameof(BeginAlerts))]
    public Task BeginAlerts([TimerTrigger("2 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        watch.BeginAsync(cancellationToken);

    private static ConditionalContent Shown(Alert alert) => ConditionalJson.Of(alert, TimeSpan.Zero, revision: alert.Revision);
}
