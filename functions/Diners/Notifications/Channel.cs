using QNom.Platform.Encryption;

namespace QNom.Diners.Notifications;

/// <summary>A way to tell a diner something.</summary>
public enum ChannelKind
{
    /// <summary>To a browser (Web Push, RFC 8030).</summary>
    Push,

    /// <summary>By e-mail.</summary>
    Email,
}

/// <summary>A diner's own way to be told something.</summary>
/// <param name="ChannelId">Its id.</param>
/// <param name="Kind">What kind of way.</param>
/// <param name="Address">The push service's address of the browser, or the e-mail address. Both are personal data, and encrypted where they are stored, as the keys are.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Keys">The browser's keys; null for e-mail.</param>
public sealed record Channel(string ChannelId, ChannelKind Kind, string Address, DateTimeOffset Since, PushKeys? Keys = null);

/// <summary>A channel as its diner sees it.</summary>
/// <param name="ChannelId">Its id.</param>
/// <param name="Kind">What kind of way.</param>
/// <param name="Address">The e-mail address, or the push service's host: the rest would let anyone write to the browser.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record ChannelView(string ChannelId, ChannelKind Kind, string Address, DateTimeOffset Since)
{
    internal static ChannelView Of(Channel channel) => new(
        channel.ChannelId, channel.Kind, channel.Kind == ChannelKind.Push ? new Uri(channel.Address).Host : channel.Address, channel.Since);
}

/// <summary>A diner's channels.</summary>
/// <param name="PushKey">The server's key that a browser subscribes with (VAPID, RFC 8292); null if nothing is pushed here.</param>
/// <param name="Channels">The latest first.</param>
public sealed record ChannelList(string? PushKey, IReadOnlyList<ChannelView> Channels);

/// <summary>A diner's channels, in the diner's partition. Id: <c>channels</c>.</summary>
internal sealed record ChannelsDocument : IDinerDocument, IPersonal
{
    /// <summary>The most channels of a diner; the oldest makes room.</summary>
    public const int Most = 10;

    /// <inheritdoc/>
    public static string CurrentSchema => "diner-channels/2";

    /// <inheritdoc/>
    public static string DocumentId => "channels";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>Whose.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <inheritdoc/>
    public IPersonal WithPersonal(Func<string, string> change) => this with
    {
        Channels =
        [
            .. Channels.Select(channel => channel with
            {
                Address = change(channel.Address),
                Keys = channel.Keys is { } keys ? new PushKeys(change(keys.P256dh), change(keys.Auth)) : null,
            }),
        ],
    };
}
