using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Signed requests without the SDK, for what the SDK never asks.</summary>
internal static class RawClient
{
    private static readonly HttpClient Http = new();

    public static Task<HttpResponseMessage> SendAsync(
        CosmosEmulator emulator, HttpRequestMessage request, string key = CosmosEmulator.AccountKey)
    {
        var path = request.RequestUri!.OriginalString;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isFeed = segments.Length % 2 == 1;
        var type = segments.Length == 0 ? string.Empty : isFeed ? segments[^1] : segments[^2];
        var link = isFeed ? string.Join('/', segments[..^1]) : path;
        var date = DateTime.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(
            Convert.FromBase64String(key),
            Encoding.UTF8.GetBytes($"{request.Method.Method.ToLowerInvariant()}\n{type}\n{link}\n{date.ToLowerInvariant()}\n\n"));
        request.Headers.Add("x-ms-date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", Uri.EscapeDataString($"type=master&ver=1.0&sig={Convert.ToBase64String(signature)}"));
        request.RequestUri = new Uri(emulator.Endpoint, path);
        request.Content?.Headers.ContentType ??= new MediaTypeHeaderValue("application/json");
        return Http.SendAsync(request);
    }
}
