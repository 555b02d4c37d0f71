using Microsoft.Extensions.Time.Testing;
using QNom.Devices;
using QNom.Platform;
using QNom.Platform.Identity;

namespace QNom.Tests.Unit.Identity;

public class DeviceTokensTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_token_says_that_a_device_calls_the_same_each_time()
    {
        var tokens = Tokens();
        var token = tokens.Issue().Token;
        var (one, again) = (await IdentifyAsync(tokens, token), await IdentifyAsync(tokens, token));

        Assert.Equal([Roles.Device], one!.Roles);
        Assert.Equal(CallerKind.Device, one.Kind);
        Assert.Equal(one.Subject, again!.Subject);
        Assert.NotEqual(one.Subject, (await IdentifyAsync(tokens, tokens.Issue().Token))!.Subject);
    }

    [Fact]
    public async Task A_token_ends_when_it_says()
    {
        var tokens = Tokens();
        var token = tokens.Issue();
        Assert.Equal(time.GetUtcNow() + DeviceTokens.Lifetime, token.ExpiresAt);

        time.Advance(DeviceTokens.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(await IdentifyAsync(tokens, token.Token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await IdentifyAsync(tokens, token.Token));
    }

    [Fact]
    public async Task A_token_with_any_character_changed_is_refused()
    {
        var tokens = Tokens();
        var token = tokens.Issue().Token;
        // The last character has bits that say nothing.
        for (var i = 3; i < token.Length - 1; i++)
        {
            var other = token[i] == 'A' ? 'B' : 'A';
            Assert.Null(await IdentifyAsync(tokens, token[..i] + other + token[(i + 1)..]));
        }
    }

    [Fact]
    public async Task A_token_by_another_key_or_of_another_length_is_refused()
    {
        var tokens = Tokens();
        Assert.Null(await IdentifyAsync(tokens, Tokens("another key of at least 32 characters").Issue().Token));
        Assert.Null(await IdentifyAsync(tokens, "qd_"));
        Assert.Null(await IdentifyAsync(tokens, tokens.Issue().Token + "AAAA"));
        Assert.Null(await IdentifyAsync(tokens, "qd_" + new string('!', 75)));
    }

    private DeviceTokens Tokens(string key = "0123456789abcdef0123456789abcdef") => new(
        new CredentialKeys(new Settings { Issuer = new Uri("https://a.example"), PseudonymKey = "", CredentialKey = key }), time);

    private static Task<Caller?> IdentifyAsync(DeviceTokens tokens, string token) => tokens.IdentifyAsync(token, CancellationToken.None);
}
