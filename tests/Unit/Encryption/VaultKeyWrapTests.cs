using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using QNom.Platform.Encryption;

namespace QNom.Tests.Unit.Encryption;

/// <summary>Against a vault that answers as the service's REST API says, with an RSA key of its own.</summary>
public sealed class VaultKeyWrapTests : IDisposable
{
    private const string Version = "0123456789abcdef0123456789abcdef";

    private readonly byte[] dataKey = RandomNumberGenerator.GetBytes(32);
    private readonly Vault vault = new();

    public void Dispose() => vault.Dispose();

    [Fact]
    public async Task What_the_vault_encrypts_it_decrypts_with_the_version_that_encrypted_it()
    {
        var wrap = Wrap();

        var wrapped = await wrap.WrapAsync(dataKey, CancellationToken.None);

        Assert.Equal(Version, wrapped.Version);
        Assert.NotEqual(dataKey, wrapped.Bytes);
        Assert.Equal(dataKey, await wrap.UnwrapAsync(wrapped, CancellationToken.None));
        Assert.Equal(
            ["/keys/personal-data/wrapkey?api-version=7.4", $"/keys/personal-data/{Version}/unwrapkey?api-version=7.4"],
            vault.Asked.Select(uri => uri.PathAndQuery));
        Assert.All(vault.Asked, uri => Assert.Equal("qnom.vault.azure.net", uri.Host));
        Assert.All(vault.Tokens, token => Assert.Equal("Bearer token of https://vault.azure.net/.default", token));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("../../secrets/CREDENTIAL-KEY")]
    [InlineData("0123456789abcdef0123456789abcdef/../x")]
    public async Task What_the_database_says_never_decides_what_the_vault_is_asked(string version)
    {
        await Assert.ThrowsAsync<CryptographicException>(() => Wrap().UnwrapAsync(new WrappedKey(version, dataKey), CancellationToken.None));

        Assert.Empty(vault.Asked);
    }

    [Fact]
    public async Task A_vault_that_refuses_is_a_failure_that_tells_its_status_and_nothing_else()
    {
        vault.Refuses = true;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Wrap().WrapAsync(dataKey, CancellationToken.None));

        Assert.Equal(403, failure.Status);
        Assert.DoesNotContain("personal", failure.Message, StringComparison.Ordinal);
    }

    private VaultKeyWrap Wrap() => new(
        new Uri("https://qnom.vault.azure.net/keys/personal-data"), new Identity(), new Options { Transport = new HttpClientTransport(vault) });

    private sealed class Options : ClientOptions;

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token of {Assert.Single(requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Vault : HttpMessageHandler
    {
        private readonly RSA key = RSA.Create(2048);

        public List<Uri> Asked { get; } = [];

        public List<string> Tokens { get; } = [];

        public bool Refuses { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            Tokens.Add(request.Headers.Authorization!.ToString());
            if (Refuses)
                return new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("personal-data: no") };
            var body = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancellationToken));
            Assert.Equal("RSA-OAEP-256", body.GetProperty("alg").GetString());
            var value = Base64Url.DecodeFromChars(body.GetProperty("value").GetString());
            var result = request.RequestUri!.AbsolutePath.EndsWith("/unwrapkey", StringComparison.Ordinal)
                ? key.Decrypt(value, RSAEncryptionPadding.OaepSHA256)
                : key.Encrypt(value, RSAEncryptionPadding.OaepSHA256);
            var answer = new { kid = $"https://qnom.vault.azure.net/keys/personal-data/{Version}", value = Base64Url.EncodeToString(result) };
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(answer), Encoding.UTF8, "application/json") };
        }

        protected override void Dispose(bool disposing)
        {
            key.Dispose();
            base.Dispose(disposing);
        }
    }
}
