using System.Collections.Concurrent;

namespace QNom.Discovery.Search;

/// <summary>The cells that this process follows: those that searches have asked for, of the 35 that Singapore has.</summary>
public sealed class Cells(DiscoveryStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CellFollower> followers = new(StringComparer.Ordinal);

    /// <summary>Cells as they are stored now: one read each, all at once.</summary>
    public Task<CellView[]> ReadAsync(IReadOnlyList<string> cells, CancellationToken cancellationToken) =>
        Task.WhenAll(cells.Select(cell =>
            followers.GetOrAdd(cell, name => new CellFollower(name, store, time)).ReadAsync(cancellationToken)));
}
