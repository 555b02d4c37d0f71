using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Audit;

/// <summary>Owns the <c>audit</c> container. Entries are added, never changed and never deleted.</summary>
public sealed class AuditTrail(CosmosDatabase database)
{
    /// <summary>The container: ids, by which it is read, are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("audit", "/trail", []);

    private static readonly PartitionKey Partition = new(AuditEntry.TheTrail);

    private readonly Container container = database.Container(Declaration);

    /// <summary>Adds an entry; once this returns, it is stored.</summary>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        container.CreateItemAsync(entry, Partition, cancellationToken: cancellationToken);

    /// <summary>Entries, the latest first: one query in the partition.</summary>
    /// <param name="after">The id that the last page ended with; null for the first page.</param>
    /// <param name="limit">The most that are given.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after ORDER BY c.id").WithParameter("@after", after ?? "");
        var options = new QueryRequestOptions { PartitionKey = Partition, MaxItemCount = limit };
        var entries = await container.QueryAsync<AuditEntry>(query, options, cancellationToken)
            .Take(limit).ToListAsync(cancellationToken);
        foreach (var entry in entries)
            DocumentSchema.Require(entry.Schema, AuditEntry.CurrentSchema);
        return entries;
    }

    /// <summary>Whether the database answers: a point read that finds nothing.</summary>
    /// <exception cref="CosmosException">It does not.</exception>
    internal async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var response = await container.ReadItemStreamAsync("probe", Partition, cancellationToken: cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
    }
}
