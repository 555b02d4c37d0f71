using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using QNom.Orders.LifeCycle;
using QNom.Platform.Http;

namespace QNom.Orders.Tracking;

/// <summary>The streams of orders that are open on this instance: at most so many, since each holds a connection.</summary>
public sealed class OrderTracking(OrderStore store, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>How many may follow on one instance at a time: at one point read in two seconds each, 250 RU a second.</summary>
    public const int MostFollowers = 500;

    private readonly SemaphoreSlim places = new(MostFollowers, MostFollowers);

    /// <summary>Follows an order; the place is given back with the request.</summary>
    /// <param name="order">The order as it was read.</param>
    /// <param name="seen">The change that the caller has seen last; 0 for none.</param>
    /// <param name="request">The request that is answered.</param>
    /// <exception cref="ProblemException">503: too many follow on this instance.</exception>
    public TrackedOrder Follow(Order order, long seen, HttpRequest request)
    {
        if (!places.Wait(0, CancellationToken.None))
            throw Problems.Unavailable(TimeSpan.FromSeconds(5));
        request.HttpContext.Response.RegisterForDispose(new Place(places));
        return new TrackedOrder(order, seen, store, time, lifetime.ApplicationStopping);
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
