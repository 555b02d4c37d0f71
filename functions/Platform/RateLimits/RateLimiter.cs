using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace QNom.Platform.RateLimits;

/// <summary>What became of a request.</summary>
/// <param name="Policy">The <c>RateLimit-Policy</c> header.</param>
/// <param name="State">The <c>RateLimit</c> header.</param>
/// <param name="RetryAfter">Null if the request is within its limit; otherwise when the next would be.</param>
public readonly record struct Verdict(string Policy, string State, TimeSpan? RetryAfter);

/// <summary>
/// Token buckets, one per limit and caller, in this instance: with n instances a caller gets at most n times the quota,
/// which is what a guard against abuse may cost, where a shared count would cost a write per request (<see cref="SharedCounts"/>
/// does, for the few where that is too much). A bucket is a single
/// number, the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371, which is a token bucket
/// without a timer). Headers as in draft-ietf-httpapi-ratelimit-headers-10.
/// </summary>
public sealed class RateLimiter
{
    /// <summary>
    /// Buckets per generation. Of two generations the older is dropped whole when the newer is full, so at most twice as
    /// many are kept, some 20 MB; a bucket that is in use moves on and is kept.
    /// </summary>
    internal const int Capacity = 100_000;

    private readonly TimeProvider time;
    private readonly long start;
    private readonly FrozenDictionary<RateLimit, Terms> terms;
    private readonly Lock turning = new();
    private volatile Generation current = new();
    private volatile Generation previous = new();

    private sealed record Terms(int Index, long Window, long Interval, string Policy);

    private sealed class Bucket
    {
        public long FullAt;
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<(int Limit, ulong Who), Bucket> Buckets = new();
        public int Count;
    }

    /// <summary>Starts with every bucket full.</summary>
    public RateLimiter(Settings settings, TimeProvider time)
    {
        this.time = time;
        start = time.GetTimestamp();
        terms = RateLimit.All.Select((limit, index) =>
        {
            var quota = (long)limit.Quota * settings.RateLimitFactor;
            return KeyValuePair.Create(limit, new Terms(
                index, limit.Window.Ticks, Math.Max(1, limit.Window.Ticks / quota),
                string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={quota};w={(long)limit.Window.TotalSeconds}")));
        }).ToFrozenDictionary(ReferenceEqualityComparer.Instance);
    }

    /// <summary>How many buckets are kept.</summary>
    internal int Count => current.Buckets.Count + previous.Buckets.Count;

    /// <summary>Takes one from a bucket, if there is one left.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="who">A hash of who is limited.</param>
    public Verdict Take(RateLimit limit, ulong who)
    {
        var (index, window, interval, policy) = terms[limit];
        var bucket = Find((index, who));
        var now = time.GetElapsedTime(start).Ticks;
        while (true)
        {
            var fullAt = Volatile.Read(ref bucket.FullAt);
            var next = Math.Max(fullAt, now) + interval;
            if (next - now > window)
                return new Verdict(policy, State(limit, 0, fullAt - now), TimeSpan.FromTicks(next - now - window));
            if (Interlocked.CompareExchange(ref bucket.FullAt, next, fullAt) == fullAt)
                return new Verdict(policy, State(limit, (window - (next - now)) / interval, next - now), null);
        }
    }

    // What is left, and in how many seconds all of it is back.
    private static string State(RateLimit limit, long left, long ticks) => string.Create(
        CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={left};t={(ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond}");

    private Bucket Find((int, ulong) key)
    {
        var generation = current;
        if (generation.Buckets.TryGetValue(key, out var bucket))
            return bucket;

        var mine = previous.Buckets.TryGetValue(key, out var older) ? older : new Bucket();
        bucket = generation.Buckets.GetOrAdd(key, mine);
        if (ReferenceEquals(bucket, mine) && Interlocked.Increment(ref generation.Count) >= Capacity)
            Turn(generation);
        return bucket;
    }

    private void Turn(Generation full)
    {
        lock (turning)
        {
            if (current != full)
                return;
            previous = full;
            current = new Generation();
        }
    }
}
