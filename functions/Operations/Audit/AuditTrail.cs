using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Audit;

/// <summary>Owns the <c>audit</c> container. Entries are added to the end of a chain, never changed and never deleted.</summary>
public sealed class AuditTrail(CosmosDatabase database, AuditSeal seals, TimeProvider time, Random jitter)
{
    /// <summary>The container: ids, by which it is read, are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("audit", "/trail", []);

    // Only operators compete for the end of the trail.
    private const int Attempts = 10;

    private const int PageSize = 1000;

    private static readonly PartitionKey Partition = new(AuditEntry.TheTrail);

    private readonly Container container = database.Container(Declaration);

    /// <summary>Adds an entry as the next one; once this returns, it is stored. One point read and one batch.</summary>
    /// <exception cref="TimeoutException">Others kept adding entries; this one is not stored.</exception>
    public async Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await container.FindAsync<AuditHead>(AuditHead.DocumentId, AuditEntry.TheTrail, cancellationToken);
            var head = Require(stored?.Document);
            var next = seals.Next(entry, head);
            var end = head with { Number = next.Number, Seal = next.Seal };
            var batch = container.CreateTransactionalBatch(Partition).CreateItem(next);
            batch = stored is null
                ? batch.CreateItem(end)
                : batch.ReplaceItem(end.Id, end, new TransactionalBatchItemRequestOptions { IfMatchEtag = stored.ETag });
            using var response = await batch.ExecuteAsync(cancellationToken);
            // A conflict of the entry itself: it is stored, and only the answer was lost.
            if (response.IsSuccessStatusCode || (response.Count > 0 && response[0].StatusCode == HttpStatusCode.Conflict))
                return;
            if (response.Count < 2 || response[1].StatusCode is not (HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict))
                throw response.ToException();
            await jitter.StepAsideAsync(attempt, time, cancellationToken);
        }

        throw new TimeoutException($"The audit trail grew {Attempts} times while an entry was to be added.");
    }

    /// <summary>The end of the trail: one point read.</summary>
    public async Task<AuditHead> FindHeadAsync(CancellationToken cancellationToken) => Require(
        (await container.FindAsync<AuditHead>(AuditHead.DocumentId, AuditEntry.TheTrail, cancellationToken))?.Document);

    /// <summary>All entries, page by page, in no order that matters.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new QueryRequestOptions { PartitionKey = Partition, MaxItemCount = PageSize };
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id != @head").WithParameter("@head", AuditHead.DocumentId);
        await foreach (var entry in container.QueryAsync<AuditEntry>(query, options, cancellationToken))
        {
            DocumentSchema.Require(entry.Schema, AuditEntry.CurrentSchema);
            yield return entry;
        }
    }

    /// <summary>Entries, the latest first: one query in the partition.</summary>
    /// <param name="after">The id that the last page ended with; null for the first page.</param>
    /// <param name="limit">The most that are given.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after AND c.id != @head ORDER BY c.id")
            .WithParameter("@after", after ?? "").WithParameter("@head", AuditHead.DocumentId);
        var options = new QueryRequestOptions { PartitionKey = Partition, MaxItemCount = limit };
        var entries = await container.QueryAsync<AuditEntry>(query, options, cancellationToken)
            .Take(limit).ToListAsync(cancellationToken);
        foreach (var entry in entries)
            DocumentSchema.Require(entry.Schema, AuditEntry.CurrentSchema);
        return entries;
    }

    private static AuditHead Require(AuditHead? head)
    {
        if (head is not null)
            DocumentSchema.Require(head.Schema, AuditHead.CurrentSchema);
        return head ?? new AuditHead();
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
