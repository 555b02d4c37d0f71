using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using QNom.Platform.Identity;

namespace QNom.Platform.RateLimits;

/// <summary>
/// Counts over all instances, for the few limits where n times the quota would be too much: credentials that are tried,
/// devices that register, payments. A count of its own for each window of time, so at most twice the quota within one
/// window's length, across a border of two. Who is counted is a keyed hash that changes with the window: nobody can be followed
/// by it.
/// </summary>
public sealed partial class SharedCounts(
    RateCountStore store, CredentialKeys keys, Settings settings, TimeProvider time, ILogger<SharedCounts> logger)
{
    // Of those who are known to be over their quota; more are asked about again.
    private const int MostRemembered = 10_000;

    // A count that takes longer than this is done without: whoever is counted waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly byte[] key = keys.For("rate counts");
    private readonly ConcurrentDictionary<string, DateTimeOffset> over = new();

    /// <summary>Counts one more.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="who">Who is limited.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Null if it is within the limit, or cannot be known; otherwise when the next would be.</returns>
    public async Task<TimeSpan?> TakeAsync(RateLimit limit, string who, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var window = now.UtcTicks / limit.Window.Ticks;
        var ends = new DateTimeOffset((window + 1) * limit.Window.Ticks, TimeSpan.Zero);
        var bucket = NameOf(limit, window, who);
        // An attack must not cost us a write for each attempt.
        if (over.ContainsKey(bucket))
            return ends - now;
        if (await CountAsync(bucket, limit.Window, cancellationToken) <= (long)limit.Quota * settings.RateLimitFactor)
            return null;
        Remember(bucket, ends, now);
        return ends - now;
    }

    // 0 if the database does not say: each instance's own bucket still holds, and nobody is locked out by our failure.
    private async Task<long> CountAsync(string bucket, TimeSpan window, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await store.AddAsync(bucket, window, either.Token);
        }
        catch (Exception exception) when (exception is CosmosException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.NotCounted(logger, exception.GetType().Name);
            return 0;
        }
    }

    private void Remember(string bucket, DateTimeOffset ends, DateTimeOffset now)
    {
        if (over.Count >= MostRemembered)
        {
            foreach (var (old, ended) in over)
            {
                if (ended <= now)
                    over.TryRemove(old, out _);
            }
        }

        if (over.Count < MostRemembered)
            over[bucket] = ends;
    }

    private string NameOf(RateLimit limit, long window, string who) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{limit.Name}\n{window}\n{who}"))).AsSpan(0, 16));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A shared limit was not counted: {Error}.")]
        public static partial void NotCounted(ILogger logger, string error);
    }
}
