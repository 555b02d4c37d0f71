using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using QNom.Local;
using QNom.Local.Identity;

namespace QNom.Tests.Unit.Launcher;

public sealed class DevelopmentIssuerTests : IDisposable
{
    private const string Address = "http://127.0.0.1:7071/identity";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qnom-identity-");
    private readonly SigningKey key = SigningKey.Create();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 4, 30, 0, TimeSpan.Zero));

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_token_carries_the_standard_claims_and_its_roles_as_an_array()
    {
        var result = await ValidateAsync(Issue(new TokenRequest("alice", ["diner", "operator"], [], TimeSpan.FromMinutes(5))));

        Assert.True(result.IsValid, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal("alice", token.Subject);
        Assert.Equal(time.GetUtcNow().UtcDateTime, token.IssuedAt);
        Assert.Equal(time.GetUtcNow().UtcDateTime, token.ValidFrom);
        Assert.Equal(time.GetUtcNow().UtcDateTime.AddMinutes(5), token.ValidTo);
        Assert.Equal(["diner", "operator"], token.GetPayloadValue<string[]>("roles"));
        Assert.NotEmpty(token.Id);
        Assert.False(token.TryGetPayloadValue<string[]>("venues", out _));
    }

    [Fact]
    public void One_role_and_one_venue_are_arrays_too()
    {
        var token = new JsonWebToken(Issue(new TokenRequest("bee", ["partner"], ["v1"], TimeSpan.FromMinutes(5))));

        Assert.Equal(["partner"], token.GetPayloadValue<string[]>("roles"));
        Assert.Equal(["v1"], token.GetPayloadValue<string[]>("venues"));
    }

    [Fact]
    public void No_two_tokens_share_an_id()
    {
        var request = new TokenRequest("alice", ["diner"], [], TimeSpan.FromMinutes(5));

        Assert.NotEqual(new JsonWebToken(Issue(request)).Id, new JsonWebToken(Issue(request)).Id);
    }

    [Fact]
    public async Task A_token_is_refused_after_its_lifetime()
    {
        var token = Issue(new TokenRequest("alice", ["diner"], [], TimeSpan.FromMinutes(5)));
        time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Assert.IsType<SecurityTokenExpiredException>((await ValidateAsync(token)).Exception);
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        using var other = SigningKey.Create();
        var forged = new DevelopmentIssuer(Address, "qnom", other, time)
            .Issue(new TokenRequest("mallory", ["operator"], [], TimeSpan.FromMinutes(5)));

        Assert.False((await ValidateAsync(forged)).IsValid);
    }

    [Fact]
    public async Task A_token_outlives_a_restart_with_the_same_data_folder()
    {
        var file = Path.Combine(folder.FullName, "identity", "signing-key.pem");
        string token;
        using (var first = SigningKey.LoadOrCreate(file))
            token = new DevelopmentIssuer(Address, "qnom", first, time)
                .Issue(new TokenRequest("alice", ["diner"], [], TimeSpan.FromMinutes(5)));

        using var second = SigningKey.LoadOrCreate(file);
        var result = await ValidateAsync(token, second.Public);

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void Only_the_owner_may_read_the_key_file()
    {
        var file = Path.Combine(folder.FullName, "signing-key.pem");

        SigningKey.LoadOrCreate(file).Dispose();

        // On Windows the folder's own access list decides.
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_key_file_that_holds_no_key_is_an_error_that_names_it()
    {
        var file = Path.Combine(folder.FullName, "signing-key.pem");
        File.WriteAllText(file, "not a key");

        var error = Assert.Throws<LocalCloudException>(() => SigningKey.LoadOrCreate(file));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private string Issue(TokenRequest request) => new DevelopmentIssuer(Address, "qnom", key, time).Issue(request);

    private Task<TokenValidationResult> ValidateAsync(string token, JsonWebKey? published = null) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Address,
            ValidAudience = "qnom",
            IssuerSigningKey = published ?? key.Public,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            // The library's own clock is the machine's.
            LifetimeValidator = (from, to, _, _) => time.GetUtcNow() < from ? throw new SecurityTokenNotYetValidException()
                : time.GetUtcNow() > to ? throw new SecurityTokenExpiredException()
                : true,
        });
}
