using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Queues.Gate;
using QNom.Venues.Hours;

namespace QNom.Queues;

/// <summary>The triggers of live waits.</summary>
public sealed class QueueFunctions(
    ReportIntake intake,
    OfflineIntake offline,
    ReportOrigins origins,
    ReportConsumer consumer,
    QueueReader reader,
    QueueAnswers answers,
    QueueAging aging,
    IEnumerable<IQueueReadModel> readModels,
    IEnumerable<ReportCounted> followers,
    OpeningConsumer openings,
    Outbox<QueueOutboxMessage> outbox)
{
    private const int LargestReport = 4 * 1024;
    private const int LargestReports = 32 * 1024;

    // A status is computed for a step of 15 seconds; a cache that keeps it for a third of that is never far behind.
    internal static readonly TimeSpan StatusMaxAge = TimeSpan.FromSeconds(5);

    /// <summary>A diner reports a queue: 202 once the report is durable.</summary>
    [Function(nameof(ReportQueue))]
    public async Task<IResult> ReportQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/queue/reports")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<ReportBody>(request, LargestReport, cancellationToken);
        var accepted = await intake.AcceptAsync(
            RouteValue.Id(request, "venueId"), await origins.ReadAsync(request, cancellationToken), body,
            IdempotencyKey.Read(request), cancellationToken);
        return Results.Json(accepted, Json.Responses, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>A diner's client sends what it noted while it was offline.</summary>
    [Function(nameof(ReportQueues))]
    public async Task<IResult> ReportQueues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/queue-reports")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<OfflineReports>(request, LargestReports, cancellationToken);
        var sender = await origins.ReadAsync(request, cancellationToken);
        return UncachedJson.Of(request, await offline.AcceptAsync(sender, body, cancellationToken));
    }

    /// <summary>What the queue is like now.</summary>
    [Function(nameof(GetQueue))]
    public async Task<IResult> GetQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await answers.OfAsync(RouteValue.Id(request, "venueId"), cancellationToken);

    /// <summary>What many queues are like now. Ids of which there is no venue are listed as such.</summary>
    [Function(nameof(GetQueues))]
    public async Task<IResult> GetQueues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/queues")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ConditionalJson.Of(await reader.ReadAsync(QueueListQuery.Read(request), cancellationToken), StatusMaxAge);

    /// <summary>What the queue will be like, by the quarter of an hour, until it closes; for four hours where that is not known.</summary>
    [Function(nameof(GetForecast))]
    public async Task<IResult> GetForecast(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue/forecast")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var forecast = await reader.ReadForecastAsync(RouteValue.Id(request, "venueId"), cancellationToken);
        return ConditionalJson.Of(forecast, StatusMaxAge, forecast.UpdatedAt);
    }

    /// <summary>Counts an accepted report, and tells who else wants to know. If one fails, all are told again.</summary>
    [Function(nameof(CountReport))]
    public async Task CountReport([QueueTrigger(QueueNames.Reports)] string message, CancellationToken cancellationToken)
    {
        var report = QueueMessages.Read<ReportMessage>(message);
        await consumer.ConsumeAsync(report, cancellationToken);
        foreach (var follower in followers)
            await follower(report, cancellationToken);
    }

    /// <summary>Shows a changed wait in every read model. If one fails, all are told again, which does no harm.</summary>
    [Function(nameof(ShowWait))]
    public async Task ShowWait([QueueTrigger(QueueNames.Events)] string message, CancellationToken cancellationToken)
    {
        var change = QueueMessages.Read<QueueChanged>(message);
        foreach (var readModel in readModels)
            await readModel.ShowAsync(change, cancellationToken);
    }

    /// <summary>Says on boards and streams what has run out, every half minute.</summary>
    [Function(nameof(AgeQueues))]
    public Task AgeQueues([TimerTrigger("15,45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        aging.RunAsync(cancellationToken);

    /// <summary>Lets a venue's queue be shown by its new hours, or all queues of a site by its new closures.</summary>
    [Function(nameof(FollowOpening))]
    public Task FollowOpening([QueueTrigger(QueueNames.Openings)] string message, CancellationToken cancellationToken) =>
        openings.ConsumeAsync(QueueMessages.Read<OpeningChanged>(message), cancellationToken);

    /// <summary>Delivers events that were committed and did not reach their queue, every five seconds.</summary>
    [Function(nameof(SweepQueueOutbox))]
    public Task SweepQueueOutbox([TimerTrigger("*/5 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);
}
