using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using QNom.Platform;
using QNom.Venues;

namespace QNom.Queues.Repair;

/// <summary>
/// Looks for cards, on boards and in every other read model, that do not say what their queue's head told them, and has the
/// head tell them anew. There should be none: each that is found is counted, and kept for operators.
/// </summary>
public sealed partial class BoardRepair(
    StallBoards boards, IEnumerable<OtherReadModel> others, QueueStore store, QueueHeads heads, TimeProvider time,
    ILogger<BoardRepair> logger)
{
    // A few sites a minute: all of Singapore's in half an hour.
    private const int SitesAtOnce = 5;
    private const int AtOnce = 8;

    // What was told less than this ago may still be on its way: events are delivered within a sweep of the outbox.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private static readonly Meter Meter = new("QNom.Queues");
    private static readonly Counter<long> Repaired = Meter.CreateCounter<long>(
        "qnom.boards.repaired", "{card}", "Cards of read models that did not say what their queue said, and were told anew.");

    /// <summary>
    /// One round over some sites, by turns: which ones follows from the minute, so that nothing has to be remembered. Two
    /// rounds at once repair a card once, since a head is changed under its ETag and no longer is what was compared.
    /// </summary>
    /// <returns>How many cards were repaired.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (now, repaired) = (time.GetUtcNow(), 0);
        var cards = await boards.ListSliceAsync(now.ToUnixTimeSeconds() / 60, SitesAtOnce, cancellationToken);
        await Parallel.ForEachAsync(
            cards,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (card, cancelled) =>
            {
                if (await RepairAsync(card, now, cancelled))
                    Interlocked.Increment(ref repaired);
            });
        return repaired;
    }

    private async Task<bool> RepairAsync(StallCard card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = (await store.FindHeadAsync(card.Id, cancellationToken))?.Document;
        var board = new ShownCard(card.Sequence, published => BoardProjection.Shows(card.Wait, published));
        if (FindFault(board, head, head?.PublishedIn, now) is { } fault)
            return await RepairAsync(card, board, RepairedCard.Board, head, fault, now, cancellationToken);

        foreach (var other in others)
        {
            // A rebuild of it says which change the head is at, and not which it told last.
            if (await other.Look(card.Id, cancellationToken) is { } shown && FindFault(shown, head, head?.Sequence, now) is { } found)
                return await RepairAsync(card, shown, other.Name, head, found, now, cancellationToken);
        }

        return false;
    }

    private async Task<bool> RepairAsync(
        StallCard card, ShownCard shown, string readModel, QueueHead? head, CardFault fault, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // Written down first: a repair that nobody knows of would hide what is wrong.
        await store.AddRepairAsync(RepairDocument.Of(card, shown, readModel, head, fault, now), cancellationToken);
        // Later than whatever the card claims to show, or it would not believe it.
        var change = await heads.ChangeAsync(
            card.Id,
            current => current.Sequence == (head?.Sequence ?? 0)
                ? current with { Sequence = Math.Max(current.Sequence, shown.Sequence), Published = null }
                : current,
            cancellationToken);
        if (!change.Changed)
            return false;
        Repaired.Add(
            1, KeyValuePair.Create<string, object?>("fault", fault.ToString()), KeyValuePair.Create<string, object?>("read_model", readModel));
        Log.Repaired(logger, card.Id, readModel, fault);
        return true;
    }

    private static CardFault? FindFault(ShownCard card, QueueHead? head, long? latest, DateTimeOffset now)
    {
        if (head is null)
            return card.Sequence > 0 ? CardFault.Ahead : null;
        if (now - head.PublishedAt < Grace)
            return null;
        if (card.Sequence < head.PublishedIn)
            return CardFault.Behind;
        if (card.Sequence > latest)
            return CardFault.Ahead;
        return head.Published is { } published && !card.Shows(published) ? CardFault.Different : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The card of {VenueId} in the read model {ReadModel} was {Fault}; its queue tells it anew.")]
        public static partial void Repaired(ILogger logger, string venueId, string readModel, CardFault fault);
    }
}
