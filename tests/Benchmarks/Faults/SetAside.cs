using System.Net.Http.Headers;
using System.Text.Json;

namespace QNom.Benchmarks.Faults;

/// <summary>What an operator does after a fault: replays what failed at every attempt while it lasted.</summary>
internal static class SetAside
{
    /// <summary>Replays all dead letters that were not; gives how many there were.</summary>
    public static async Task<int> ReplayAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var token = await http.GetStringAsync("identity/token?sub=olivia&role=operator", cancellationToken);
        var (replayed, left) = (0, true);
        while (left)
        {
            var page = await SendAsync(HttpMethod.Get, "dead-letters?limit=100");
            var waiting = page.GetProperty("deadLetters").EnumerateArray()
                .Where(letter => !letter.TryGetProperty("replayedAt", out var at) || at.ValueKind == JsonValueKind.Null)
                .Select(letter => letter.GetProperty("id").GetString()).ToList();
            foreach (var id in waiting)
                await SendAsync(HttpMethod.Post, $"dead-letters/{id}/replay");
            replayed += waiting.Count;
            left = waiting.Count > 0;
        }

        return replayed;

        async Task<JsonElement> SendAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, $"api/v1/{path}")
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
            using var answer = await http.SendAsync(request, cancellationToken);
            return JsonSerializer.Deserialize<JsonElement>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
        }
    }
}
