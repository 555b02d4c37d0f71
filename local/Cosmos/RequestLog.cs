using System.Collections.Concurrent;

namespace QNom.Local.Cosmos;

/// <summary>The last requests that the emulator answered, for tests to read. It holds names and keys, never items.</summary>
public sealed class RequestLog
{
    /// <summary>How many requests are kept; older ones are dropped.</summary>
    public const int Capacity = 10_000;

    private readonly ConcurrentQueue<LoggedRequest> requests = new();

    /// <summary>The requests that are kept, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> Requests => [.. requests];

    /// <summary>The requests to a container, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> For(string container) => [.. requests.Where(r => r.Container == container)];

    /// <summary>Forgets all requests.</summary>
    public void Clear() => requests.Clear();

    internal void Add(LoggedRequest request)
    {
        requests.Enqueue(request);
        if (requests.Count > Capacity)
            requests.TryDequeue(out _);
    }
}

/// <summary>One answered request.</summary>
/// <param name="Operation">What it asked for.</param>
/// <param name="Database">The database's name or <c>_rid</c>, as it was asked for.</param>
/// <param name="Container">The container's name or <c>_rid</c>, as it was asked for.</param>
/// <param name="PartitionKey">A JSON array of one; null if the request named none, so all partitions were asked.</param>
/// <param name="ItemId">The item in the path, if any.</param>
/// <param name="Status">The HTTP status; 0 if the answer was lost on purpose.</param>
/// <param name="RequestCharge">In RU, by the emulator's model (see <see cref="Cosmos.RequestCharge"/>).</param>
/// <param name="Duration">From the request's arrival to its answer.</param>
public sealed record LoggedRequest(
    CosmosOperation Operation,
    string? Database,
    string? Container,
    string? PartitionKey,
    string? ItemId,
    int Status,
    double RequestCharge,
    TimeSpan Duration);
