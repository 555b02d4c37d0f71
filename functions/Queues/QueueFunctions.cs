using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>The triggers of live waits.</summary>
public sealed class QueueFunctions(
    ReportIntake intake,
    ReportConsumer consumer,
    QueueReader reader,
    BoardProjection board,
    Outbox<QueueOutboxMessage> outbox)
{
    private const int LargestReport = 4 * 1024;

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
            RouteValue.Id(request, "venueId"), Caller.Of(request), body, IdempotencyKey.Read(request), cancellationToken);
        return Results.Json(accepted, Json.Responses, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>What the queue is like now.</summary>
    [Function(nameof(GetQueue))]
    public async Task<IResult> GetQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/queue")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var status = await reader.ReadAsync(RouteValue.Id(request, "venueId"), cancellationToken);
        return ConditionalJson.Of(status, StatusMaxAge, status.UpdatedAt);
    }

    /// <summary>Counts an accepted report.</summary>
    [Function(nameof(CountReport))]
    public Task CountReport([QueueTrigger(QueueNames.Reports)] string message, CancellationToken cancellationToken) =>
        consumer.ConsumeAsync(QueueMessages.Read<ReportMessage>(message), cancellationToken);

    /// <summary>Shows a changed wait on the board of the venue's site.</summary>
    [Function(nameof(ShowWait))]
    public Task ShowWait([QueueTrigger(QueueNames.Events)] string message, CancellationToken cancellationToken) =>
        board.ShowAsync(QueueMessages.Read<QueueChanged>(message), cancellationToken);

    /// <summary>Delivers events that were committed and did not reach their queue, every half minute.</summary>
    [Function(nameof(SweepQueueOutbox))]
    public Task SweepQueueOutbox([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);
}
