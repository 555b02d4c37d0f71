using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using QNom.Local;
using QNom.Local.Identity;

namespace QNom.Tests.Integration.Launcher;

public sealed class IdentityEndpointsTests : IAsyncLifetime
{
    private readonly SigningKey key = SigningKey.Create();
    private readonly HttpClient http = new();
    private WebApplication? app;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        // The issuer must know its name before it answers, so the port is one that was free a moment ago.
        address = $"http://127.0.0.1:{FreePort.Take()}/identity";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(new Uri(address).GetLeftPart(UriPartial.Authority));
        app.MapIdentity(new DevelopmentIssuer(address, "qnom", key, TimeProvider.System));
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        http.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task A_standard_client_discovers_the_keys_and_validates_a_token()
    {
        var token = await http.GetStringAsync($"{address}/token?sub=alice&role=diner");

        var configuration = await new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{address}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = false }).GetConfigurationAsync();
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = "qnom",
            IssuerSigningKeys = configuration.SigningKeys,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(address, configuration.Issuer);
    }

    [Fact]
    public async Task The_key_document_holds_nothing_private()
    {
        var keys = await http.GetFromJsonAsync<JsonElement>($"{address}/jwks");

        var names = keys.GetProperty("keys").EnumerateArray().Single().EnumerateObject().Select(field => field.Name);
        Assert.Equal(["kty", "crv", "x", "y", "kid", "alg", "use"], names);
    }

    [Fact]
    public async Task A_form_and_a_json_body_say_the_same()
    {
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "bee"), new("scope", "partner")]);
        using var json = new StringContent(
            """{"subject":"bee","roles":["partner"],"lifetime":3600}""", Encoding.UTF8, "application/json");

        foreach (var body in new HttpContent[] { form, json })
        {
            var response = await http.PostAsync($"{address}/token", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl!.NoStore);

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("Bearer", answer.GetProperty("token_type").GetString());
            Assert.Equal(3600, answer.GetProperty("expires_in").GetInt32());
            var token = new JsonWebToken(answer.GetProperty("access_token").GetString());
            Assert.Equal("bee", token.Subject);
            Assert.Equal(["partner"], token.GetPayloadValue<string[]>("roles"));
        }
    }

    [Theory]
    [InlineData("application/json", "{", "the body is not JSON")]
    [InlineData("application/json", """{"subject":"alice","subject":"bob","roles":["diner"]}""", "the body is not JSON")]
    [InlineData("application/json", "[]", "the body must be a JSON object")]
    [InlineData("text/plain", "subject=alice", "the body must be application/x-www-form-urlencoded or application/json")]
    [InlineData("application/json", """{"subject":"alice","roles":["chef"]}""", "'chef' is not a role")]
    public async Task A_body_that_cannot_be_read_is_explained(string type, string body, string says)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);

        var response = await http.PostAsync($"{address}/token", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith(says, answer.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }
}
