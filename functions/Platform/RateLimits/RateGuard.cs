using System.Globalization;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.RateLimits;

/// <summary>Holds a request to its limit: in this instance, and over all of them where the limit is shared.</summary>
public sealed class RateGuard(RateLimiter limiter, SharedCounts counts, Clients clients)
{
    /// <summary>Takes one of what is left.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who is limited; null for the client's address.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async ValueTask<Verdict> TakeAsync(RateLimit limit, HttpRequest request, Caller? caller, CancellationToken cancellationToken)
    {
        var verdict = limiter.Take(limit, caller is null ? clients.Of(request) : clients.Of(caller));
        // What this instance refuses needs no count; a client without an address of its own has only what an instance counts.
        if (!limit.IsShared || verdict.RetryAfter is not null || Who(request, caller) is not { } who)
            return verdict;
        if (await counts.TakeAsync(limit, who, cancellationToken) is not { } delay)
            return verdict;
        var state = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r=0;t={Math.Ceiling(delay.TotalSeconds)}");
        return verdict with { State = state, RetryAfter = delay };
    }

    private string? Who(HttpRequest request, Caller? caller) => caller is null ? clients.NetworkOf(request) : $"{caller.Kind}\n{caller.Subject}";
}
