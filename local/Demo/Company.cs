using System.Text.Json.Nodes;

namespace QNom.Local.Demo;

/// <summary>
/// A business that acts for some of the stalls and has sensors at others, set up as an operator sets up a real one. Where
/// state is kept, it is the same business with new keys at every start.
/// </summary>
/// <param name="ServerKey">The API key that posts for its stalls.</param>
/// <param name="SensorKey">The API key of its sensors.</param>
/// <param name="Sensors">Its sensors, by venue.</param>
internal sealed record Company(string ServerKey, string SensorKey, IReadOnlyDictionary<string, string> Sensors)
{
    private const string Name = "QNom demonstration";

    /// <summary>Sets it up.</summary>
    /// <param name="api">The API.</param>
    /// <param name="posts">The venues that post their waits.</param>
    /// <param name="counts">The venues with sensors.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">Something was refused.</exception>
    public static async Task<Company> SetUpAsync(
        Api api, IReadOnlyList<string> posts, IReadOnlyList<string> counts, CancellationToken cancellationToken)
    {
        var token = await api.TokenAsync("demo-operator", "operator", cancellationToken);
        var partners = await api.ListAsync("partners?limit=100", "partners", cancellationToken, token);
        var known = partners.FirstOrDefault(partner => partner["name"]!.GetValue<string>() == Name)
            ?? await CreateAsync<JsonObject>("partners", new { name = Name });
        var path = $"partners/{known["partnerId"]!.GetValue<string>()}";

        var keys = await api.GetAsync($"{path}/keys", cancellationToken, token);
        foreach (var key in keys["keys"]!.AsArray().Where(key => key!["revokedAt"] is null))
            await api.TryAsync(HttpMethod.Delete, $"{path}/keys/{key!["keyId"]!.GetValue<string>()}", token, null, cancellationToken);
        foreach (var venue in posts.Concat(counts).Distinct())
            await api.SendAsync<JsonObject>(HttpMethod.Put, $"{path}/venues/{venue}", token, null, cancellationToken);

        var sensors = (await api.GetAsync(path, cancellationToken, token))["sensors"]!.AsArray()
            .ToDictionary(sensor => sensor!["venueId"]!.GetValue<string>(), sensor => sensor!["sensorId"]!.GetValue<string>());
        foreach (var venue in counts.Except(sensors.Keys))
            sensors[venue] = (await CreateAsync<JsonObject>($"{path}/sensors", new { venueId = venue, label = "Counter" }))["sensorId"]!.GetValue<string>();

        return new Company(
            await KeyAsync(new { use = "server", venues = posts, label = Name }),
            await KeyAsync(new { use = "sensor", sensors = counts.Select(venue => sensors[venue]), label = Name }),
            sensors);

        async Task<string> KeyAsync(object body) => (await CreateAsync<JsonObject>($"{path}/keys", body))["key"]!.GetValue<string>();

        Task<T> CreateAsync<T>(string at, object body) =>
            api.SendAsync<T>(HttpMethod.Post, at, token, body, cancellationToken, Guid.NewGuid().ToString());
    }
}
