using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using QNom.Diners;
using QNom.Diners.Alerts;
using QNom.Diners.Notifications;
using QNom.Diners.Reviews;
using QNom.Discovery.Rebuild;
using QNom.Operations.Recovery;
using QNom.Orders;
using QNom.Partners.Webhooks;
using QNom.Payments;
using QNom.Queues;
using QNom.Venues.Events;

namespace QNom.Operations.DeadLetters;

/// <summary>One trigger for each poison queue of the app; a test holds that none is missing.</summary>
public sealed class PoisonFunctions(PoisonIntake intake)
{
    private const string Poison = "-poison";

    /// <summary>Sets aside reports that could not be counted.</summary>
    [Function(nameof(SetAsideReport))]
    public Task SetAsideReport(
        [QueueTrigger(QueueNames.Reports + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(QueueNames.Reports, message, context, cancellationToken);

    /// <summary>Sets aside changed waits that could not be shown.</summary>
    [Function(nameof(SetAsideQueueEvent))]
    public Task SetAsideQueueEvent(
        [QueueTrigger(QueueNames.Events + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(QueueNames.Events, message, context, cancellationToken);

    /// <summary>Sets aside changed venues that could not be listed.</summary>
    [Function(nameof(SetAsideVenueEvent))]
    public Task SetAsideVenueEvent(
        [QueueTrigger(VenueQueues.Events + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(VenueQueues.Events, message, context, cancellationToken);

    /// <summary>Sets aside steps of a rebuild that could not be done; the rebuild goes on when they are replayed.</summary>
    [Function(nameof(SetAsideRebuildStep))]
    public Task SetAsideRebuildStep(
        [QueueTrigger(DiscoveryRebuild.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(DiscoveryRebuild.Queue, message, context, cancellationToken);

    /// <summary>Sets aside changed hours and closures that could not be followed.</summary>
    [Function(nameof(SetAsideOpeningEvent))]
    public Task SetAsideOpeningEvent(
        [QueueTrigger(QueueNames.Openings + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(QueueNames.Openings, message, context, cancellationToken);

    /// <summary>Sets aside changed orders that could not be followed.</summary>
    [Function(nameof(SetAsideOrderEvent))]
    public Task SetAsideOrderEvent(
        [QueueTrigger(OrderQueues.Events + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(OrderQueues.Events, message, context, cancellationToken);

    /// <summary>Sets aside what became of payments and could not be taken in by their orders.</summary>
    [Function(nameof(SetAsidePaymentEvent))]
    public Task SetAsidePaymentEvent(
        [QueueTrigger(PaymentQueues.Events + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(PaymentQueues.Events, message, context, cancellationToken);

    /// <summary>Sets aside what orders wanted and payments could not do; money may be owed, so look at these first.</summary>
    [Function(nameof(SetAsidePaymentCommand))]
    public Task SetAsidePaymentCommand(
        [QueueTrigger(PaymentQueues.Commands + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(PaymentQueues.Commands, message, context, cancellationToken);

    /// <summary>Sets aside changes of diners that could not be followed.</summary>
    [Function(nameof(SetAsideDinerEvent))]
    public Task SetAsideDinerEvent(
        [QueueTrigger(DinerQueues.Events + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(DinerQueues.Events, message, context, cancellationToken);

    /// <summary>Sets aside changed ratings that could not be shown.</summary>
    [Function(nameof(SetAsideRating))]
    public Task SetAsideRating(
        [QueueTrigger(RatingChanged.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(RatingChanged.Queue, message, context, cancellationToken);

    /// <summary>Sets aside alerts that could not be looked at.</summary>
    [Function(nameof(SetAsideAlertCheck))]
    public Task SetAsideAlertCheck(
        [QueueTrigger(AlertCheck.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(AlertCheck.Queue, message, context, cancellationToken);

    /// <summary>Sets aside notifications that could not be sent. Replayed later, they are no news and are dropped.</summary>
    [Function(nameof(SetAsideNotification))]
    public Task SetAsideNotification(
        [QueueTrigger(NotificationDue.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(NotificationDue.Queue, message, context, cancellationToken);

    /// <summary>Sets aside webhooks that could not be worked on; what they told of is fetched by the reconciliation.</summary>
    [Function(nameof(SetAsideWebhook))]
    public Task SetAsideWebhook(
        [QueueTrigger(PaymentQueues.Webhooks + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(PaymentQueues.Webhooks, message, context, cancellationToken);

    /// <summary>Sets aside attempts to tell partners' systems something that could not even be noted.</summary>
    [Function(nameof(SetAsideWebhookDue))]
    public Task SetAsideWebhookDue(
        [QueueTrigger(WebhookQueues.Deliveries + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(WebhookQueues.Deliveries, message, context, cancellationToken);

    /// <summary>Sets aside parts of a backup that could not be written; the backup goes on when they are replayed.</summary>
    [Function(nameof(SetAsideBackupStep))]
    public Task SetAsideBackupStep(
        [QueueTrigger(ExportStep.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(ExportStep.Queue, message, context, cancellationToken);

    /// <summary>Sets aside notes of dropped files that could not be imported.</summary>
    [Function(nameof(SetAsideFile))]
    public Task SetAsideFile(
        [QueueTrigger(BlobPoisonMessage.Queue + Poison)] QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        SetAsideAsync(BlobPoisonMessage.Queue, message, context, cancellationToken);

    private Task SetAsideAsync(
        string queue, QueueMessage message, FunctionContext context, CancellationToken cancellationToken) =>
        intake.SetAsideAsync(
            queue, message, FailureKey.Text(context.BindingContext.BindingData, "QueueTrigger"), cancellationToken);
}
