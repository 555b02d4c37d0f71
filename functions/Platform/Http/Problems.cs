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

    /// <summary>404: there is no such thing.</summary>
    /// <param name="kind">What was looked for, in lower case, for example <c>venue</c>.</param>
    public static ProblemException NotFound(string kind) =>
        new(StatusCodes.Status404NotFound, $"{kind}-not-found", $"There is no such {kind}.");

    /// <summary>413: the body is larger than this endpoint reads.</summary>
    public static ProblemException TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large.",
            $"At most {limit} bytes are read.");

    /// <summary>415: the body is not JSON by its content type.</summary>
    public static ProblemException NotJson() =>
        new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be JSON.",
            "Send Content-Type: application/json, in UTF-8.");

    /// <summary>503: a store or queue did not answer; the request changed nothing that counts and may be sent again.</summary>
    public static ProblemException Unavailable(TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "temporarily-unavailable", "Please try again in a moment.")
        { RetryAfter = retryAfter };
}
