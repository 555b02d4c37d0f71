using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;

namespace QNom.Diners;

/// <summary>Erases what a capability outside this one's partition keeps of a diner, or makes it anonymous. Again changes nothing.</summary>
public delegate Task ForgetDiner(string dinerId, CancellationToken cancellationToken);

/// <summary>Diners who leave: everything is erased 30 days after they said so, unless they take it back.</summary>
public sealed partial class Departure(
    DinerStore store, IEnumerable<ForgetDiner> others, TimeProvider time, ILogger<Departure> logger)
{
    /// <summary>So long it can be taken back.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(30);

    /// <summary>Wants everything to be erased. A second time does not put it off.</summary>
    public async Task<DinerView> BeginAsync(string dinerId, CancellationToken cancellationToken) => DinerView.Of(
        await store.ChangeAsync<DinerDocument>(
            dinerId,
            diner => diner is { EraseAt: not null } ? null : new DinerChange<DinerDocument>(
                // Also for someone without a profile: there may be reviews.
                (diner ?? new DinerDocument { DinerId = dinerId, CreatedAt = time.GetUtcNow() }) with
                {
                    EraseAt = (time.GetUtcNow() + Grace).ToUnixTimeSeconds(),
                }),
            cancellationToken));

    /// <summary>Takes it back. A second time changes nothing.</summary>
    public async Task<DinerView> TakeBackAsync(string dinerId, CancellationToken cancellationToken) => DinerView.Of(
        await store.ChangeAsync<DinerDocument>(
            dinerId,
            diner => diner is { EraseAt: not null } ? new DinerChange<DinerDocument>(diner with { EraseAt = null }) : null,
            cancellationToken));

    /// <summary>
    /// Erases what is due: one query over partitions by <c>eraseAt</c>. The diner's own document goes last, so that a round that
    /// ends halfway is found again.
    /// </summary>
    /// <returns>How many diners were erased.</returns>
    public async Task<int> EraseDueAsync(CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.eraseAt <= @now").WithParameter("@now", time.GetUtcNow().ToUnixTimeSeconds());
        var due = await store.Container.QueryAsync<DinerDocument>(query, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        foreach (var diner in due)
        {
            foreach (var forget in others)
                await forget(diner.DinerId, cancellationToken);
            await EraseAsync(diner.DinerId, cancellationToken);
        }

        if (due.Count > 0)
            Log.Erased(logger, due.Count);
        return due.Count;
    }

    private async Task EraseAsync(string dinerId, CancellationToken cancellationToken)
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(dinerId) };
        var ids = await store.Container.QueryAsync<string>(new QueryDefinition("SELECT VALUE c.id FROM c"), options, cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var id in ids.OrderBy(id => id == DinerDocument.DocumentId))
            await store.RemoveAsync(dinerId, id, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} diners who left were erased.")]
        public static partial void Erased(ILogger logger, int count);
    }
}
