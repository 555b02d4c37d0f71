using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Repair;

/// <summary>The triggers of the repair of boards.</summary>
public sealed class RepairFunctions(BoardRepair repair, QueueStore store)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;

    private sealed record Position(string After);

    /// <summary>Compares the boards of some sites with their queues, every minute.</summary>
    [Function(nameof(RepairBoards))]
    public Task RepairBoards([TimerTrigger("5 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        repair.RunAsync(cancellationToken);

    /// <summary>Cards that had to be repaired, the latest first, page by page.</summary>
    [Function(nameof(ListRepairs))]
    public async Task<IResult> ListRepairs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/repairs")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        // One more than the page tells whether there is a next one.
        var found = await store.ListRepairsAsync(after, limit + 1, cancellationToken);
        if (found.Count > limit)
            Cursor.AddNextLink(request, Cursor.Encode(new Position(found[limit - 1].Id)));
        return UncachedJson.Of(request, new RepairPage([.. found.Take(limit).Select(document => document.Found)]));
    }
}
