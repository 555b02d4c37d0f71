namespace QNom.Platform.Http;

/// <summary>
/// Ends an HTTP request with an RFC 9457 problem. Thrown by whatever notices that the request cannot be served;
/// <see cref="ProblemMiddleware"/> turns it into the answer. Its texts reach the caller: no personal data, no secrets.
/// </summary>
/// <param name="status">The HTTP status code, 4xx or 5xx.</param>
/// <param name="code">The stable end of the problem's <c>type</c>, in kebab case.</param>
/// <param name="title">What kind of problem it is, the same for every occurrence.</param>
/// <param name="detail">What is wrong with this request, and what would be right.</param>
public sealed class ProblemException(int status, string code, string title, string? detail = null)
    : Exception(detail ?? title)
{
    /// <summary>The HTTP status code.</summary>
    public int Status { get; } = status;

    /// <summary>The stable end of the problem's <c>type</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The kind of problem.</summary>
    public string Title { get; } = title;

    /// <summary>This occurrence.</summary>
    public string? Detail { get; } = detail;

    /// <summary>What is wrong with the body, by JSON pointer (RFC 6901); a query parameter or header by its name.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When trying again makes sense; becomes <c>Retry-After</c>, rounded up to seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
