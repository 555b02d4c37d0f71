using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QNom.Platform.Http;

namespace QNom.Venues.Boards;

/// <summary>
/// The sites that somebody listens to on this instance. However many listen to a site, it is asked about once: what a site
/// costs the database does not depend on its listeners. Nothing here is needed by another instance.
/// </summary>
public sealed class BoardFeed(
    SiteStore sites, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SiteFeed> logger) : IDisposable
{
    /// <summary>How many may listen on one instance at a time: each holds a connection and a few kilobytes.</summary>
    public const int MostListeners = 1000;

    private readonly ConcurrentDictionary<string, SiteFeed> feeds = new();
    private readonly SemaphoreSlim places = new(MostListeners, MostListeners);
    private readonly Lock changing = new();

    /// <summary>How many listen on this instance.</summary>
    public int Listeners => MostListeners - places.CurrentCount;

    /// <summary>Starts to listen to a site; the listener must be disposed of.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="after">The number of the change that the listener has seen last; 0 for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ProblemException">404: there is no such site. 503: too many listen on this instance.</exception>
    public async Task<BoardListener> ListenAsync(string siteId, long after, CancellationToken cancellationToken)
    {
        if (!places.Wait(0, CancellationToken.None))
            throw Problems.Unavailable(TimeSpan.FromSeconds(5));
        var feed = Join(siteId);
        try
        {
            if (!await feed.LoadAsync(cancellationToken))
                throw Problems.NotFound("site");
            // A number that the site has never given out is from another database: tell everything.
            if (after > feed.LastChange && after > await sites.LastChangeAsync(siteId, cancellationToken))
                after = 0;
            return new BoardListener(feed, after, () => Leave(feed), lifetime.ApplicationStopping);
        }
        catch
        {
            Leave(feed);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var feed in feeds.Values)
            feed.Dispose();
        places.Dispose();
    }

    private SiteFeed Join(string siteId)
    {
        lock (changing)
        {
            var feed = feeds.GetOrAdd(siteId, id => new SiteFeed(id, sites, time, logger));
            feed.Listeners++;
            return feed;
        }
    }

    private void Leave(SiteFeed feed)
    {
        lock (changing)
        {
            if (--feed.Listeners == 0)
            {
                feeds.TryRemove(KeyValuePair.Create(feed.SiteId, feed));
                feed.Dispose();
            }
        }

        places.Release();
    }
}
