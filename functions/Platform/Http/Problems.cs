using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Http;

/// <summary>The problems that more than one endpoint answers with.</summary>
public static class Problems
{
    /// <summary>400: the body, a parameter or a header does not say what it must; each entry says where and why.</summary>
    public static ProblemException Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "invalid-request", "The request is not valid.",
            "See errors: each is named by its JSON pointer, parameter or header.")
        { Errors = errors };

    /// <summary>400 for a single error.</summary>
    public static ProblemException Invalid(string at, string message) =>
        Invalid(new Dictionary<string, string[]> { [at] = [message] });

    /// <summary>401: there is no token, or it is not accepted.</summary>
    public static ProblemException Unauthenticated(string detail) =>
        new(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid bearer token is needed.", detail);

    /// <summary>403: the caller is known and may not do this.</summary>
    public static ProblemException Forbidden(string detail) =>
        new(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", detail);

    /// <summary>403: the caller has none of the roles of which one is needed.</summary>
    public static ProblemException MissingRole(IEnumerable<string> roles) =>
        Forbidden($"One of these roles is needed: {string.Join(", ", roles)}.");

    /// <summary>403: the caller may do this, but not for the one in the route.</summary>
    /// <param name="kind">What is in the route, in lower case, for example <c>venue</c>.</param>
    public static ProblemException Anothers(string kind) =>
        new(StatusCodes.Status403Forbidden, $"not-your-{kind}", $"You may not act for this {kind}.",
            $"Your token or key must be for this {kind}.");

    /// <summary>404: there is no such thing.</summary>
    /// <param name="kind">What was looked for, in lower case, for example <c>venue</c>.</param>
    public static ProblemException NotFound(string kind) =>
        new(StatusCodes.Status404NotFound, $"{kind}-not-found", $"There is no such {kind}.");

    /// <summary>412: it has changed since the caller read it.</summary>
    public static ProblemException Stale() =>
        new(StatusCodes.Status412PreconditionFailed, "stale", "It has changed since you read it.",
            "Read it again, and send If-Match with the ETag that you get.");

    /// <summary>428: a change must say what it is a change of.</summary>
    public static ProblemException IfMatchNeeded() =>
        new(StatusCodes.Status428PreconditionRequired, "if-match-needed", "An If-Match header is needed.",
            "Send the ETag of what you have read, so that nobody's change is lost.");

    /// <summary>413: the body is larger than this endpoint reads.</summary>
    public static ProblemException TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large.",
            $"At most {limit} bytes are read.");

    /// <summary>415: the body is not JSON by its content type.</summary>
    public static ProblemException NotJson() =>
        new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be JSON.",
            "Send Content-Type: application/json, in UTF-8.");

    /// <summary>429: the caller, or the caller's address, has made too many requests.</summary>
    public static ProblemException TooManyRequests(TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests.",
            "The RateLimit-Policy header says how many there may be, and Retry-After when the next may come.")
        { RetryAfter = retryAfter };

    /// <summary>500: a mistake of ours; nothing about it is told.</summary>
    public static ProblemException Internal() =>
        new(StatusCodes.Status500InternalServerError, "internal-error", "Something went wrong on our side.",
            "The error is recorded under the traceId.");

    /// <summary>503: a store or queue did not answer; the request changed nothing that counts and may be sent again.</summary>
    public static ProblemException Unavailable(TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "temporarily-unavailable", "Please try again in a moment.")
        { RetryAfter = retryAfter };
}
