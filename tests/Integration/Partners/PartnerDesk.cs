using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace QNom.Tests.Integration.Partners;

/// <summary>An operator at work on partners.</summary>
internal sealed class PartnerDesk(AppFixture app, string token)
{
    public static async Task<PartnerDesk> OpenAsync(AppFixture app) => new(app, await app.TokenAsync("operator"));

    /// <summary>Calls an endpoint as the operator; a POST has a key of its own, unless one is given.</summary>
    public async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, object? body = null, string? key = null, string? credential = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credential ?? token) },
        };
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await app.Http.SendAsync(request);
    }

    /// <summary>Calls an endpoint that must succeed, and reads its answer.</summary>
    public async Task<JsonElement> DoAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await CallAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>A partner with venues; gives its path.</summary>
    public async Task<string> PartnerAsync(params string[] venues)
    {
        var partner = await DoAsync(HttpMethod.Post, "api/v1/partners", new { name = "Tian Tian" });
        var path = $"api/v1/partners/{partner.GetProperty("partnerId").GetString()}";
        foreach (var venue in venues)
            await DoAsync(HttpMethod.Put, $"{path}/venues/{venue}");
        return path;
    }

    /// <summary>Issues a key; gives it and its id.</summary>
    public async Task<(string Key, string Id)> KeyAsync(string partner, object body)
    {
        var issued = await DoAsync(HttpMethod.Post, $"{partner}/keys", body);
        return (issued.GetProperty("key").GetString()!, issued.GetProperty("details").GetProperty("keyId").GetString()!);
    }
}
