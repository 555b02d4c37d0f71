using System.Collections.Concurrent;
using QNom.Diners.Notifications;

namespace QNom.Tests.Integration.Diners;

/// <summary>Sends nothing, and remembers what it was given.</summary>
internal sealed class RecordingSender(ChannelKind kind) : INotificationSender
{
    private readonly ConcurrentQueue<(string Address, Notification What)> sent = new();

    public ChannelKind Kind => kind;

    /// <summary>What came of an address; null, and it fails.</summary>
    public Func<string, SendResult?> Answer { get; set; } = _ => SendResult.Sent;

    /// <summary>What was sent to an address.</summary>
    public IReadOnlyList<Notification> To(string address) => [.. sent.Where(one => one.Address == address).Select(one => one.What)];

    public Task<SendResult> SendAsync(Channel channel, Notification what, CancellationToken cancellationToken)
    {
        if (Answer(channel.Address) is not { } answer)
            throw new HttpRequestException("The push service is down.");
        sent.Enqueue((channel.Address, what));
        return Task.FromResult(answer);
    }
}
