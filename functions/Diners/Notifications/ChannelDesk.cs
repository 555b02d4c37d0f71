using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using QNom.Diners.Consents;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Diners.Notifications;

/// <summary>The channels of diners, for those who agreed to be told something.</summary>
public sealed class ChannelDesk(DinerStore store, ConsentDesk consents, Settings settings, TimeProvider time)
{
    private const string EmailId = "email";

    /// <summary>A diner's channels: one point read.</summary>
    public async Task<ChannelList> ReadAsync(string dinerId, CancellationToken cancellationToken) => new(
        settings.VapidPublicKey, [.. (await FindAsync(dinerId, cancellationToken)).Select(ChannelView.Of)]);

    /// <summary>Adds a browser; one that is there gets its new keys. Where there are too many, the oldest makes room.</summary>
    /// <exception cref="ProblemException">400; 409: no consent, or the diner is leaving.</exception>
    public Task<ChannelView> AddPushAsync(string dinerId, PushSubscriptionBody body, CancellationToken cancellationToken)
    {
        body.Validate();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.Endpoint)).AsSpan(0, 16));
        return AddAsync(dinerId, new Channel(id, ChannelKind.Push, body.Endpoint, time.GetUtcNow(), body.Keys), cancellationToken);
    }

    /// <summary>
    /// Uses the e-mail address that the identity provider vouches for. Nobody types one in, so nobody gets another's mail.
    /// </summary>
    /// <exception cref="ProblemException">409: the token has no verified address, no consent, or the diner is leaving.</exception>
    public Task<ChannelView> UseEmailAsync(string dinerId, string? verified, CancellationToken cancellationToken) =>
        verified is null
            ? throw NoAddress()
            : AddAsync(dinerId, new Channel(EmailId, ChannelKind.Email, verified, time.GetUtcNow()), cancellationToken);

    /// <summary>Removes a channel. A second time changes nothing.</summary>
    public Task RemoveAsync(string dinerId, string channelId, CancellationToken cancellationToken) =>
        KeepAsync(dinerId, channel => channel.ChannelId != channelId, cancellationToken);

    /// <summary>Removes the channels of a diner who no longer wants to be told anything; those of a later consent stay.</summary>
    public Task ForgetAsync(string dinerId, DateTimeOffset until, CancellationToken cancellationToken) =>
        KeepAsync(dinerId, channel => channel.Since > until, cancellationToken);

    /// <summary>409: there is no address that the identity provider vouches for.</summary>
    internal static ProblemException NoAddress() =>
        new(StatusCodes.Status409Conflict, "no-verified-email", "There is no e-mail address that we could use.",
            "Verify your address where you sign in, and sign in again.");

    internal async Task<IReadOnlyList<Channel>> FindAsync(string dinerId, CancellationToken cancellationToken) =>
        (await store.ReadAsync<ChannelsDocument>(dinerId, cancellationToken))?.Document.Channels ?? [];

    private async Task<ChannelView> AddAsync(string dinerId, Channel channel, CancellationToken cancellationToken)
    {
        await consents.RequireAsync(dinerId, ConsentPurpose.Notifications, cancellationToken);
        await store.ChangeAsync<ChannelsDocument>(
            dinerId,
            found => new DinerChange<ChannelsDocument>(new ChannelsDocument
            {
                DinerId = dinerId,
                Channels = [.. (found?.Channels ?? []).Where(other => other.ChannelId != channel.ChannelId).Prepend(channel).Take(ChannelsDocument.Most)],
            }),
            cancellationToken);
        return ChannelView.Of(channel);
    }

    private Task KeepAsync(string dinerId, Func<Channel, bool> stays, CancellationToken cancellationToken) =>
        store.ChangeAsync<ChannelsDocument>(
            dinerId,
            found => found is null || found.Channels.All(stays)
                ? null
                : new DinerChange<ChannelsDocument>(found with { Channels = [.. found.Channels.Where(stays)] }),
            cancellationToken);
}
