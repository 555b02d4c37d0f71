using Microsoft.Azure.Cosmos;
using QNom.Diners.Visits;
using QNom.Platform.Cosmos;

namespace QNom.Diners.Consents;

/// <summary>Erases the visits of a diner who no longer lets them be kept.</summary>
public sealed class ConsentFollower(DinerStore store)
{
    /// <summary>Follows a withdrawal; one that comes late leaves what was kept under a later consent.</summary>
    public async Task FollowAsync(DinerChanged change, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE STARTSWITH(c.id, @prefix) AND c.recordedAt <= @until")
            .WithParameter("@prefix", VisitDocument.Prefix)
            .WithParameter("@until", change.At);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(change.DinerId) };
        var ids = await store.Container.QueryAsync<string>(query, options, cancellationToken).ToListAsync(cancellationToken);
        foreach (var id in ids)
            await store.RemoveAsync(change.DinerId, id, cancellationToken);
    }
}
