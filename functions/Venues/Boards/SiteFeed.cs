using System.Diagnostics;
using Microsoft.Extensions.Logging;
using QNom.Platform.Telemetry;

namespace QNom.Venues.Boards;

/// <summary>
/// The cards of one site, kept up to date for its listeners on this instance: a point read of the site's pulse per
/// <see cref="Interval"/>, and a query for the changed cards only where it moved. A card and its number are written in one
/// batch, so whatever a number counts can be read with it: nothing is missed, and no clock is asked.
/// </summary>
public sealed partial class SiteFeed : IDisposable
{
    /// <summary>How often the pulse is read: a change waits half of this on average.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private readonly SiteStore sites;
    private readonly TimeProvider time;
    private readonly ILogger<SiteFeed> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<Task<bool>> loading;
    private volatile Cards cards = new([], 0);
    private TaskCompletionSource moved = NewSignal();

    internal SiteFeed(string siteId, SiteStore sites, TimeProvider time, ILogger<SiteFeed> logger)
    {
        (SiteId, this.sites, this.time, this.logger) = (siteId, sites, time, logger);
        loading = new(LoadOnceAsync);
    }

    /// <summary>The site.</summary>
    public string SiteId { get; }

    /// <summary>The number of the last change that is known here.</summary>
    public long LastChange => cards.LastChange;

    internal int Listeners { get; set; }

    /// <summary>Ends with the next change.</summary>
    internal Task Moved => Volatile.Read(ref moved).Task;

    /// <summary>Reads the whole board, once for all listeners; false if there is no such site.</summary>
    internal Task<bool> LoadAsync(CancellationToken cancellationToken) => loading.Value.WaitAsync(cancellationToken);

    /// <summary>The cards that changed after a change, in the order of their changes; each as it is now.</summary>
    internal IEnumerable<StallCard> ChangedAfter(long change) => cards.Ordered.SkipWhile(card => card.Change <= change);

    /// <inheritdoc/>
    public void Dispose() => stopping.Cancel();

    private async Task<bool> LoadOnceAsync()
    {
        if (await sites.FindBoardAsync(SiteId, stopping.Token) is not { } board)
            return false;
        Show(board.Stalls);
        // From now on, so that the first look is an interval after this one, whenever a thread comes to it.
        _ = FollowAsync(new PeriodicTimer(Interval, time));
        return true;
    }

    private async Task FollowAsync(PeriodicTimer timer)
    {
        using var ticking = timer;
        // It outlives the request of whoever listened first, and is no part of its trace.
        Activity.Current = null;
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
                await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    private async Task LookAsync()
    {
        try
        {
            if (await sites.LastChangeAsync(SiteId, stopping.Token) > LastChange)
                Tell(await sites.ListChangedAsync(SiteId, LastChange, stopping.Token));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The next look makes up for it: it asks for everything after the last change that is known.
            Log.NotFollowed(logger, SiteId, exception.GetType().Name);
        }
    }

    // The end of a change's trace: here it becomes an event, however many listen, and not once for each of them.
    private void Tell(IReadOnlyList<StallCard> changed)
    {
        var events = changed.Where(card => card.Trace is not null).Select(card => Spans
            .GoOn("stream event", ActivityKind.Producer, card.Trace)
            ?.SetTag("qnom.change", card.Change).SetTag("qnom.listeners", Listeners)).ToList();
        Show(changed);
        events.ForEach(span => span?.Dispose());
    }

    private void Show(IReadOnlyList<StallCard> changed)
    {
        // What is known is what came: a replica that is behind gives less than the pulse promised, and the rest next time.
        cards = cards.With(changed);
        Interlocked.Exchange(ref moved, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Cards(IReadOnlyList<StallCard> Ordered, long LastChange)
    {
        public Cards With(IReadOnlyList<StallCard> changed)
        {
            var ids = changed.Select(card => card.Id).ToHashSet(StringComparer.Ordinal);
            var next = Ordered.Where(card => !ids.Contains(card.Id)).Concat(changed).OrderBy(card => card.Change).ToList();
            return new Cards(next, next.Count == 0 ? 0 : next[^1].Change);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The board of {Site} could not be followed: {Error}.")]
        public static partial void NotFollowed(ILogger logger, string site, string error);
    }
}
