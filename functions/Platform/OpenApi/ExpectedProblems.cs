using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.RateLimits;

namespace QNom.Platform.OpenApi;

/// <summary>The problems that an endpoint may answer with: its own, and those that follow from what it reads and who may call.</summary>
internal static class ExpectedProblems
{
    // How much is read differs from endpoint to endpoint; the status does not.
    private const int ExampleLimit = 4096;

    public static IEnumerable<ProblemException> Of(HttpFunction function, Endpoint endpoint, AccessPolicy policy)
    {
        var problems = new List<ProblemException>(endpoint.Problems);
        if (policy.AllowedRoles.Count > 0)
        {
            problems.Add(Problems.Unauthenticated("Send exactly one Authorization header."));
            problems.Add(Problems.MissingRole(policy.AllowedRoles));
        }

        if (policy.AllowedRoles.Count > 0 || RateLimit.Of(function.Name, null) is not null)
            problems.Add(Problems.TooManyRequests(TimeSpan.FromSeconds(2)));
        if (policy.Scope != RouteScope.None)
            problems.Add(Problems.Anothers(policy.Scope.ToString().ToLowerInvariant()));

        if (endpoint.Problems.All(problem => problem.Status != StatusCodes.Status404NotFound))
            problems.AddRange(function.RouteNames.Where(name => name.EndsWith("Id", StringComparison.Ordinal)).Select(RouteValue.NotFound));
        if (endpoint.Body is not null)
            problems.AddRange([Problems.TooLarge(ExampleLimit), Problems.NotJson()]);
        problems.AddRange([Problems.Internal(), Problems.Unavailable(TimeSpan.FromSeconds(1))]);
        return problems.DistinctBy(problem => (problem.Status, problem.Code));
    }

    public static IEnumerable<Header> HeadersOf(IReadOnlyList<ProblemException> problems)
    {
        yield return Header.NoStore;
        yield return Header.RateLimitPolicy;
        yield return Header.RateLimitState;
        if (problems.Any(problem => problem.RetryAfter is not null))
        {
            yield return new Header("Retry-After", "Seconds until trying again makes sense.", "3",
                Always: problems.All(problem => problem.RetryAfter is not null));
        }

        if (problems.Any(problem => problem.Status == StatusCodes.Status401Unauthorized))
            yield return new Header("WWW-Authenticate", "The scheme that is understood.", "Bearer", Always: true);
    }
}
