using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Venues;

namespace QNom.Discovery.Rebuild;

/// <summary>
/// Makes the read model anew from its sources, in place, in steps of a page that follow each other through a queue. Nobody
/// notices: a card that is right is left alone, one that is not is replaced by the same code that events are shown by, and a
/// card that an event brings further meanwhile is not brought back. Any step may be done again.
/// </summary>
public sealed class DiscoveryRebuild(
    DiscoveryStore cards, DiscoveryProjection projection, VenueStore venues, QueueStore heads, StorageQueues queues, TimeProvider time)
{
    /// <summary>The queue of steps.</summary>
    public const string Queue = "discovery-rebuilds";

    private const int PageSize = 100;
    private const int Parallelism = 8;

    /// <summary>Asks for a rebuild.</summary>
    public async Task<RebuildView> StartAsync(CancellationToken cancellationToken)
    {
        var rebuild = RebuildDocument.Create(Guid.NewGuid().ToString(), time.GetUtcNow());
        await cards.SaveRebuildAsync(rebuild, cancellationToken);
        await EnqueueAsync(First(rebuild), cancellationToken);
        return RebuildView.Of(rebuild);
    }

    /// <summary>How far a rebuild came.</summary>
    /// <exception cref="ProblemException">404: there is no such rebuild, or it is more than 30 days old.</exception>
    public async Task<RebuildView> ReadAsync(string rebuildId, CancellationToken cancellationToken) =>
        await cards.FindRebuildAsync(rebuildId, cancellationToken) is { } rebuild
            ? RebuildView.Of(rebuild)
            : throw Problems.NotFound("rebuild");

    /// <summary>Does a step and asks for the next one.</summary>
    public async Task StepAsync(RebuildStep step, CancellationToken cancellationToken)
    {
        if (await DoAsync(step, cancellationToken) is { } next)
            await EnqueueAsync(next, cancellationToken);
    }

    /// <summary>Does a whole rebuild, here and now.</summary>
    public async Task<RebuildView> RunAsync(string rebuildId, CancellationToken cancellationToken)
    {
        var rebuild = RebuildDocument.Create(rebuildId, time.GetUtcNow());
        await cards.SaveRebuildAsync(rebuild, cancellationToken);
        for (var step = First(rebuild); step is not null;)
            step = await DoAsync(step, cancellationToken);
        return await ReadAsync(rebuildId, cancellationToken);
    }

    private static RebuildStep First(RebuildDocument rebuild) =>
        new(RebuildStep.CurrentSchema, rebuild.Id, RebuildPhase.Venues, 0);

    private Task EnqueueAsync(RebuildStep step, CancellationToken cancellationToken) =>
        queues.EnqueueAsync(Queue, step, cancellationToken);

    private async Task<RebuildStep?> DoAsync(RebuildStep step, CancellationToken cancellationToken)
    {
        var (looked, written, after) = step.Phase switch
        {
            RebuildPhase.Venues => await ListAsync(step.After, cancellationToken),
            RebuildPhase.Cards => await CleanAsync(step.After, cancellationToken),
            _ => throw new InvalidDataException($"A step of a rebuild is of the phase {step.Phase}."),
        };
        var phase = after is null ? step.Phase + 1 : step.Phase;
        if (await cards.FindRebuildAsync(step.RebuildId, cancellationToken) is { } rebuild && rebuild.Step == step.Step)
        {
            await cards.SaveRebuildAsync(
                rebuild with
                {
                    Phase = phase,
                    Step = step.Step + 1,
                    Looked = rebuild.Looked + looked,
                    Written = rebuild.Written + written,
                    MovedAt = time.GetUtcNow(),
                },
                cancellationToken);
        }

        return phase == RebuildPhase.Finished ? null : step with { Phase = phase, Step = step.Step + 1, After = after };
    }

    private async Task<(int Looked, int Written, string? After)> ListAsync(string? after, CancellationToken cancellationToken)
    {
        var (page, next) = await venues.ListAsync(after, PageSize, cancellationToken);
        var written = 0;
        await EachAsync(page, async (venue, cancelled) =>
        {
            var head = (await heads.FindHeadAsync(venue.VenueId, cancelled))?.Document;
            var wait = head?.Published is { } published ? ListedWait.Of(published) : null;
            var opening = await projection.OpeningOfAsync(venue, cancelled);
            if (await projection.ShowAsync(venue, opening, wait, head?.Sequence ?? 0, cancelled))
                Interlocked.Increment(ref written);
        }, cancellationToken);
        return (page.Count, written, next);
    }

    private async Task<(int Looked, int Written, string? After)> CleanAsync(string? after, CancellationToken cancellationToken)
    {
        var (page, next) = await cards.ListAsync(after, PageSize, cancellationToken);
        var written = 0;
        await EachAsync(page, async (card, cancelled) =>
        {
            var venue = await venues.FindAsync(card.Id, cancelled);
            if (venue is not null && Cell.Of(venue.Location) == card.Cell)
                return;
            if (await projection.TakeOffAsync(card.Cell, card.Id, Math.Max(card.Revision, venue?.Revision ?? 0), cancelled))
                Interlocked.Increment(ref written);
        }, cancellationToken);
        return (page.Count, written, next);
    }

    private static Task EachAsync<T>(IEnumerable<T> all, Func<T, CancellationToken, ValueTask> body, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            all, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, body);
}
