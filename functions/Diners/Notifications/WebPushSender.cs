using System.Net;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using QNom.Platform;
using QNom.Platform.Network;

namespace QNom.Diners.Notifications;

/// <summary>Sends to browsers (Web Push: RFC 8030, encrypted as RFC 8291 says, from a server that RFC 8292 names).</summary>
public sealed class WebPushSender : INotificationSender, IDisposable
{
    /// <summary>How long a push service may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly VapidAuthentication authentication;
    private readonly PushServiceClient client;
    private readonly TimeProvider time;

    /// <summary>A sender.</summary>
    /// <param name="settings">With the server's keys.</param>
    /// <param name="http">Who connects: see <see cref="PublicConnections"/>.</param>
    /// <param name="time">The clock.</param>
    public WebPushSender(Settings settings, HttpClient http, TimeProvider time)
    {
        authentication = new VapidAuthentication(settings.VapidPublicKey, settings.VapidPrivateKey) { Subject = settings.VapidSubject };
        client = new PushServiceClient(http)
        {
            DefaultAuthentication = authentication,
            // The queue tries again, and holds nothing up meanwhile.
            AutoRetryAfter = false,
        };
        this.time = time;
    }

    /// <inheritdoc/>
    public ChannelKind Kind => ChannelKind.Push;

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Channel channel, Notification what, CancellationToken cancellationToken)
    {
        var subscription = new PushSubscription { Endpoint = channel.Address };
        subscription.SetKey(PushEncryptionKeyName.P256DH, channel.Keys!.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, channel.Keys.Auth);
        var message = new PushMessage(JsonSerializer.Serialize(
            new { tag = what.Name, what.VenueId, what.Title, body = what.Text }, Json.Responses))
        {
            // What the push service still has under this topic is replaced, and what comes too late is dropped.
            Topic = what.Name,
            TimeToLive = Math.Max(0, (int)(what.ExpiresAt - time.GetUtcNow()).TotalSeconds),
            Urgency = PushMessageUrgency.High,
        };
        try
        {
            await client.RequestPushMessageDeliveryAsync(subscription, message, cancellationToken);
            return SendResult.Sent;
        }
        catch (PushServiceClientException refused)
        {
            // The exception itself knows the subscription, and would tell it to whoever logs it.
            return refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone
                ? SendResult.Gone
                : throw new HttpRequestException($"A push service answered {(int)refused.StatusCode}.", null, refused.StatusCode);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => authentication.Dispose();
}
