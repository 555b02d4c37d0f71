using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Diners.Notifications;

/// <summary>The triggers of channels and of what is sent on them.</summary>
public sealed class ChannelFunctions(ChannelDesk desk, NotificationDelivery delivery, Pseudonyms pseudonyms)
{
    private const int LargestBody = 4 * 1024;

    /// <summary>How the caller is told something, and the key that a browser subscribes with.</summary>
    [Function(nameof(ListChannels))]
    public async Task<IResult> ListChannels(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/channels")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await desk.ReadAsync(pseudonyms.Of(Caller.Of(request)), cancellationToken));

    /// <summary>
    /// Adds a browser by its subscription, or gives it new keys. Of more than ten channels the oldest makes room; one that its
    /// push service no longer knows is removed.
    /// </summary>
    [Function(nameof(AddPushChannel))]
    public async Task<IResult> AddPushChannel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/diners/me/channels")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<PushSubscriptionBody>(request, LargestBody, cancellationToken);
        return UncachedJson.Of(
            request, await desk.AddPushAsync(pseudonyms.Of(Caller.Of(request)), body, cancellationToken), StatusCodes.Status201Created);
    }

    /// <summary>Uses the e-mail address that the caller's token vouches for.</summary>
    [Function(nameof(UseEmailChannel))]
    public async Task<IResult> UseEmailChannel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/diners/me/channels/email")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        return UncachedJson.Of(request, await desk.UseEmailAsync(pseudonyms.Of(caller), caller.VerifiedEmail, cancellationToken));
    }

    /// <summary>Removes a channel. A second time changes nothing.</summary>
    [Function(nameof(RemoveChannel))]
    public async Task<IResult> RemoveChannel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/diners/me/channels/{channelId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await desk.RemoveAsync(pseudonyms.Of(Caller.Of(request)), RouteValue.Id(request, "channelId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Sends a notice on a channel.</summary>
    [Function(nameof(SendNotification))]
    public Task SendNotification([QueueTrigger(NotificationDue.Queue)] string message, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(QueueMessages.Read<NotificationDue>(message), cancellationToken);
}
