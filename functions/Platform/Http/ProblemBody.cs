namespace QNom.Platform.Http;

/// <summary>A problem as it is answered (RFC 9457).</summary>
/// <param name="Type">What kind of problem it is; stable, and made to be compared.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status code again.</param>
/// <param name="Detail">What is wrong with this request, and what would be right.</param>
/// <param name="TraceId">Under which we find this request in our records.</param>
/// <param name="Errors">
/// What is wrong with the body, by JSON pointer (RFC 6901); a query parameter or header by its name. Each is the end of a
/// sentence that starts with that name.
/// </param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string? Detail, string TraceId, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    private const string TypeBase = "https://qnom.sg/problems/";

    /// <summary>The body that tells of a problem.</summary>
    public static ProblemBody Of(ProblemException problem, string traceId) =>
        new(TypeOf(problem), problem.Title, problem.Status, problem.Detail, traceId, problem.Errors);

    /// <summary>The stable name of a kind of problem.</summary>
    public static string TypeOf(ProblemException problem) => TypeBase + problem.Code;
}
