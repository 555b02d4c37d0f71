using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary>A request as the endpoints see it.</summary>
internal sealed class CosmosRequest(string method, string path, IHeaderDictionary headers, byte[] body)
{
    public string Method => method;

    /// <summary>The decoded path without the slashes around it.</summary>
    public string Path { get; } = path.Trim('/');

    public string[] Segments { get; } = path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public byte[] Body => body;

    public bool IsQuery => IsSet(CosmosHeaders.IsQuery)
        || Header("Content-Type")?.StartsWith("application/query+json", StringComparison.OrdinalIgnoreCase) == true;

    public ETagCondition Condition => new(Header("If-Match"), Header("If-None-Match"));

    /// <summary>True if the caller does not want the item back after a write.</summary>
    public bool PrefersMinimal => string.Equals(Header("Prefer"), "return=minimal", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name) => headers.TryGetValue(name, out var value) ? (string?)value : null;

    public bool IsSet(string header) => string.Equals(Header(header), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The partition key that the caller named, or null if it named none.</summary>
    /// <exception cref="RequestRefusedException">400: malformed; 501: hierarchical.</exception>
    public PartitionKey? PartitionKey =>
        Header(CosmosHeaders.PartitionKey) is { } header ? Resources.PartitionKey.FromHeader(header) : null;

    /// <exception cref="RequestRefusedException">400: there is none.</exception>
    public PartitionKey RequirePartitionKey() => PartitionKey
        ?? throw RequestRefusedException.BadRequest("The partition key is missing: x-ms-documentdb-partitionkey must be set.");

    /// <summary>The most items that a page may hold; -1 in the header leaves it to the server.</summary>
    /// <exception cref="RequestRefusedException">400: no such number.</exception>
    public int MaxItemCount
    {
        get
        {
            const int whenLeftOpen = 1000;
            if (Header(CosmosHeaders.MaxItemCount) is not { } text || text == "-1")
                return whenLeftOpen;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw RequestRefusedException.BadRequest($"{CosmosHeaders.MaxItemCount} must be -1 or positive.");
        }
    }

    /// <summary>The emulator's containers have one range; a part of it cannot be asked for.</summary>
    /// <exception cref="RequestRefusedException">501: the request names a part of the range.</exception>
    public void RefusePartOfRange()
    {
        if (!string.IsNullOrEmpty(Header(CosmosHeaders.StartEpk)) || Header(CosmosHeaders.EndEpk) is { } end && end != "FF")
            throw RequestRefusedException.NotImplemented("feed ranges that are a part of a partition key range");
    }

    /// <exception cref="RequestRefusedException">400: the body is not JSON.</exception>
    public Value JsonBody()
    {
        try
        {
            return ValueReader.Parse(body);
        }
        catch (JsonException invalid)
        {
            throw RequestRefusedException.BadRequest($"The request payload is invalid. Ensure to provide a valid request payload. {invalid.Message}");
        }
    }
}
