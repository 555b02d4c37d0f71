using QNom.Platform.Http;

namespace QNom.Platform.OpenApi;

/// <summary>
/// What the API document says of one HTTP function and cannot be read off it. Route and method come from its trigger, its
/// description from its doc comment, its callers from the table of policies; the problems that follow from those
/// (401 and 403, 404 for an id in the route unless one is given, 413 and 415 for a body, 500, 503) are added.
/// </summary>
/// <param name="Function">The function's name.</param>
/// <param name="Summary">What it is for, in a few words.</param>
public sealed record Endpoint(string Function, string Summary)
{
    /// <summary>Parameters: all that are in the route, and what is read from query and headers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What is sent; null if no body is read.</summary>
    public Content? Body { get; init; }

    /// <summary>The answer when all is well.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Answers that say no and are no problems in the sense of RFC 9457.</summary>
    public IReadOnlyList<Answer> OtherAnswers { get; init; } = [];

    /// <summary>What else can happen, as the code says it; the texts are the examples.</summary>
    public IReadOnlyList<ProblemException> Problems { get; init; } = [];
}
