using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Local.Demo;

/// <summary>QNom's API and its development issuer, as any client meets them: over HTTP.</summary>
internal sealed class Api(HttpClient http)
{
    /// <summary>A token of the development issuer, good for a day.</summary>
    public Task<string> TokenAsync(string subject, string role, CancellationToken cancellationToken) =>
        http.GetStringAsync($"identity/token?sub={subject}&role={role}&lifetime=86400", cancellationToken);

    /// <summary>A token for somebody's device who never signs up.</summary>
    public async Task<string> DeviceAsync(CancellationToken cancellationToken) =>
        (await SendAsync<JsonObject>(HttpMethod.Post, "devices", null, null, cancellationToken))["token"]!.GetValue<string>();

    /// <summary>Reads a resource.</summary>
    /// <exception cref="HttpRequestException">It cannot be read.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken, string? token = null) =>
        SendAsync<JsonObject>(HttpMethod.Get, path, token, null, cancellationToken);

    /// <summary>Reads every page of a list.</summary>
    /// <exception cref="HttpRequestException">One cannot be read.</exception>
    public async Task<List<JsonObject>> ListAsync(string path, string member, CancellationToken cancellationToken, string? token = null)
    {
        var all = new List<JsonObject>();
        for (var next = $"api/v1/{path}"; next is not null;)
        {
            using var request = Request(HttpMethod.Get, next, token, null);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var page = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            all.AddRange(page![member]!.AsArray().Select(item => item!.AsObject()));
            // RFC 8288: <address>; rel="next"
            next = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1].TrimStart('/') : null;
        }

        return all;
    }

    /// <summary>Sends a request, and reads the answer.</summary>
    /// <exception cref="HttpRequestException">There is none, or it is not a success.</exception>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, string? token, object? body, CancellationToken cancellationToken, string? key = null)
    {
        using var request = Request(method, $"api/v1/{path}", token, body, key);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    /// <summary>Sends a request, and says what became of it.</summary>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<HttpStatusCode> TryAsync(
        HttpMethod method, string path, string token, object? body, CancellationToken cancellationToken, string? key = null)
    {
        using var request = Request(method, $"api/v1/{path}", token, body, key);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? token, object? body, string? key = null)
    {
        var request = new HttpRequestMessage(method, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return request;
    }
}
