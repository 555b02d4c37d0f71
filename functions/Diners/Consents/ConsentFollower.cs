using Microsoft.Azure.Cosmos;
using QNom.Diners.Notifications;
using QNom.Diners.Visits;
using QNom.Platform.Cosmos;

namespace QNom.Diners.Consents;

/// <summary>Erases what was kept by a consent that a diner has withdrawn.</summary>
public sealed class ConsentFollower(DinerStore store, ChannelDesk channels)
{
    /// <summary>Follows a withdrawal; one that comes late leaves what was kept under a later consent.</summary>
    public Task FollowAsync(DinerChanged change, CancellationToken cancellationToken) => change.Aspect switch
    {
        DinerAspect.Channels => channels.ForgetAsync(change.DinerId, change.At, cancellationToken),
        _ => ForgetVisitsAsync(change, cancellationToken),
    };

    private async Task ForgetVisitsAsync(DinerChanged change, CancellationToken cancellationToken)
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
