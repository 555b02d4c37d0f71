using System.Text.Json.Serialization;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>What the tests store.</summary>
public sealed record Stall
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public string? Name { get; init; }

    public int Wait { get; init; }

    public string[] Tags { get; init; } = [];

    [JsonPropertyName("ttl")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Ttl { get; init; }

    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    [JsonPropertyName("_ts")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Timestamp { get; init; }

    public static Stall Of(string id, string site = "maxwell", int wait = 5) => new() { Id = id, Site = site, Wait = wait, Name = $"Stall {id}" };
}
