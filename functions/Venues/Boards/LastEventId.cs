using System.Globalization;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Venues.Boards;

/// <summary>
/// Where a stream goes on: the header that browsers send when they come back, or the parameter <c>since</c> for the first
/// time, where they cannot set a header.
/// </summary>
public static class LastEventId
{
    /// <summary>The header.</summary>
    public const string Header = "Last-Event-ID";

    /// <summary>The parameter.</summary>
    public const string Parameter = "since";

    /// <summary>The number of the last change that the caller has seen; 0 if it has seen none.</summary>
    /// <exception cref="ProblemException">400: it is no number of a change.</exception>
    public static long Read(HttpRequest request) => request.Headers[Header] switch
    {
        [] => request.Query[Parameter] switch
        {
            [] => 0,
            [var text] when TryRead(text, out var change) => change,
            _ => throw Problems.Invalid(Parameter, "must be the number of a change, from 0"),
        },
        [var text] when TryRead(text, out var change) => change,
        _ => throw Problems.Invalid(Header, "must be the id of an event of this stream"),
    };

    private static bool TryRead(string? text, out long change) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out change);
}
