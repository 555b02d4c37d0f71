using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using QNom.Platform.Http;
using QNom.Platform.RateLimits;

namespace QNom.Platform.Identity;

/// <summary>
/// Decides who may call what, from the one table of endpoint and policy. An HTTP function that is not in the table is
/// refused to everyone.
/// </summary>
public sealed class AccessMiddleware(
    IEnumerable<ICallerSource> sources, VenuesOfMember venuesOf, PartnersOfMember partnersOf, Pseudonyms pseudonyms,
    RateGuard guard) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    // The longest beginning first: tokens of the issuer are what nothing else claims.
    private readonly ICallerSource[] sources = [.. sources.OrderByDescending(source => source.Prefix.Length)];

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
            await AdmitAsync(http, EndpointPolicies.For(context.FunctionDefinition.Name));
        await next(context);
    }

    private async Task AdmitAsync(HttpContext http, AccessPolicy policy)
    {
        if (policy.AllowedRoles.Count == 0)
            return;

        var caller = await IdentifyAsync(http.Request);
        if (caller.Roles.Contains(Roles.Partner))
            caller = await WithMembershipsAsync(caller, policy.Scope, http.RequestAborted);
        policy.Admit(caller, http.Request).Attach(http);
    }

    private async Task<Caller> IdentifyAsync(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header])
            throw Problems.Unauthenticated("Send exactly one Authorization header.");
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Problems.Unauthenticated("The Authorization header must be: Bearer, a space, the token or key.");

        var credential = header[Scheme.Length..].Trim();
        var source = Array.Find(sources, source => credential.StartsWith(source.Prefix, StringComparison.Ordinal))!;
        return await source.IdentifyAsync(credential, request.HttpContext.RequestAborted)
            ?? throw await StrangeAsync(request);
    }

    // Who tries credentials is slowed down by address, since nothing else is known.
    private async Task<ProblemException> StrangeAsync(HttpRequest request) =>
        (await guard.TakeAsync(RateLimit.Strangers, request, null, request.HttpContext.RequestAborted)).RetryAfter is { } delay
            ? Problems.TooManyRequests(delay)
            : Problems.Unauthenticated("The token or key is expired, revoked, for another service, or not by us.");

    // An issuer that knows memberships may name venues in its tokens; those that we know count, too.
    private async Task<Caller> WithMembershipsAsync(Caller caller, RouteScope scope, CancellationToken cancellationToken) => scope switch
    {
        RouteScope.Venue => caller with
        {
            Venues = caller.Venues.Concat(await venuesOf(pseudonyms.Of(caller), cancellationToken)).ToHashSet(StringComparer.Ordinal),
        },
        RouteScope.Partner => caller with { Partners = await partnersOf(pseudonyms.Of(caller), cancellationToken) },
        _ => caller,
    };
}
