using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QNom.Local;
using QNom.Local.Identity;
using QNom.Platform;
using QNom.Platform.Identity;

namespace QNom.Tests.Integration.Platform;

/// <summary>Whose tokens are trusted, and until when; against a real issuer over HTTP.</summary>
public sealed class TokenValidatorTests : IAsyncLifetime
{
    private static readonly TokenRequest Alice = new("alice", ["diner"], [], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero));
    private readonly List<SigningKey> keys = [SigningKey.Create(), SigningKey.Create()];
    private string address = "";
    private DevelopmentIssuer published = null!;
    private WebApplication server = null!;
    private IssuerKeys issuerKeys = null!;
    private TokenValidator validator = null!;

    public async ValueTask InitializeAsync()
    {
        address = $"http://127.0.0.1:{FreePort.Take()}/identity";
        await PublishAsync(keys[0]);
        var settings = new Settings { Issuer = new Uri(address), PseudonymKey = "a key for tests only" };
        issuerKeys = new IssuerKeys(settings, time);
        validator = new TokenValidator(settings, issuerKeys, time);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        issuerKeys.Dispose();
        keys.ForEach(key => key.Dispose());
    }

    [Fact]
    public async Task A_good_token_says_who_calls_and_in_which_roles()
    {
        var caller = await ValidateAsync(published.Issue(Alice with { Roles = ["diner", "partner"] }));

        Assert.Equal("alice", caller!.Subject);
        Assert.Equal(["diner", "partner"], caller.Roles.Order());
    }

    [Fact]
    public async Task A_token_gives_the_venues_it_names_and_no_role_that_only_keys_give()
    {
        var caller = await ValidateAsync(published.Issue(Alice with { Roles = ["partner", "sensor", "device", "server"], Venues = ["a", "b"] }));

        Assert.Equal(["partner"], caller!.Roles);
        Assert.Equal(["a", "b"], caller.Venues.Order());
    }

    [Theory]
    [InlineData(3629, true)]
    [InlineData(3630, false)]
    [InlineData(100_000, false)]
    public async Task A_token_ends_when_it_says_with_half_a_minute_for_clocks_that_differ(int seconds, bool accepted)
    {
        var token = published.Issue(Alice);
        time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(accepted, await ValidateAsync(token) is not null);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public async Task A_token_of_the_future_is_not_good_yet(int secondsAhead, bool accepted)
    {
        var ahead = new FakeTimeProvider(time.GetUtcNow() + TimeSpan.FromSeconds(secondsAhead));

        Assert.Equal(accepted, await ValidateAsync(new DevelopmentIssuer(address, "qnom", keys[0], ahead).Issue(Alice)) is not null);
    }

    [Fact]
    public async Task A_token_for_another_service_or_by_another_issuer_or_key_is_refused()
    {
        Assert.Null(await ValidateAsync(new DevelopmentIssuer(address, "another", keys[0], time).Issue(Alice)));
        Assert.Null(await ValidateAsync(new DevelopmentIssuer("http://127.0.0.1:1/identity", "qnom", keys[0], time).Issue(Alice)));
        Assert.Null(await ValidateAsync(new DevelopmentIssuer(address, "qnom", keys[1], time).Issue(Alice)));
        Assert.Null(await ValidateAsync(""));
        Assert.Null(await ValidateAsync("a.b.c"));
    }

    [Fact]
    public async Task When_the_issuer_changes_its_key_new_tokens_are_accepted()
    {
        Assert.NotNull(await ValidateAsync(published.Issue(Alice)));
        await server.DisposeAsync();
        await PublishAsync(keys[1]);

        // Not within half a minute of the last look, so that forged tokens do not make us ask the issuer all the time.
        Assert.Null(await ValidateAsync(published.Issue(Alice)));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await ValidateAsync(published.Issue(Alice)));
    }

    [Fact]
    public async Task An_issuer_that_is_down_for_a_while_locks_nobody_out()
    {
        Assert.NotNull(await ValidateAsync(published.Issue(Alice)));
        await server.DisposeAsync();
        time.Advance(TimeSpan.FromHours(13));

        Assert.NotNull(await ValidateAsync(published.Issue(Alice)));
    }

    [Fact]
    public async Task When_the_issuer_is_silent_nobody_is_called_a_stranger()
    {
        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => ValidateAsync(published.Issue(Alice)));
    }

    private Task<Caller?> ValidateAsync(string token) => validator.IdentifyAsync(token, CancellationToken.None);

    private async Task PublishAsync(SigningKey key)
    {
        published = new DevelopmentIssuer(address, "qnom", key, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Urls.Add(new Uri(address).GetLeftPart(UriPartial.Authority));
        server.MapIdentity(published);
        await server.StartAsync();
    }
}
