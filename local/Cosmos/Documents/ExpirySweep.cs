using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos.Documents;

/// <summary>Deletes what has expired, in the background: it is invisible already, this only frees the space.</summary>
internal sealed class ExpirySweep : IAsyncDisposable
{
    private const int RowsAtATime = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Store store;
    private readonly Catalog catalog;
    private readonly TimeProvider time;
    private readonly ITimer timer;

    public ExpirySweep(Store store, Catalog catalog, TimeProvider time)
    {
        this.store = store;
        this.catalog = catalog;
        this.time = time;
        timer = time.CreateTimer(_ => Sweep(), null, Every, Every);
    }

    /// <summary>Stops and waits for a sweep under way.</summary>
    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void Sweep()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var container in catalog.Containers)
        {
            while (store.Write(session => SweepSome(session, container.Number, now)) == RowsAtATime)
            {
                // In small steps, so that requests get their turn between them.
            }
        }
    }

    private static int SweepSome(Session session, long container, long now)
    {
        // The container may have been deleted since the catalogue was read.
        if (session.Scalar("SELECT 1 FROM containers WHERE number = $0", container) is null)
            return 0;
        session.Execute(
            $"""
            DELETE FROM uniques_{container} WHERE number IN (
                SELECT number FROM documents_{container} WHERE expires <= $0 ORDER BY expires LIMIT {RowsAtATime})
            """,
            now);
        return session.Execute(
            $"""
            DELETE FROM documents_{container} WHERE number IN (
                SELECT number FROM documents_{container} WHERE expires <= $0 ORDER BY expires LIMIT {RowsAtATime})
            """,
            now);
    }
}
