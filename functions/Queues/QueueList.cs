using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>What many venues' queues are like.</summary>
/// <param name="Queues">The statuses, in the order in which they were asked for.</param>
/// <param name="Unknown">What was asked for and is no venue: told, so that nothing is dropped in silence.</param>
public sealed record QueueList(IReadOnlyList<QueueStatus> Queues, IReadOnlyList<string> Unknown);

/// <summary>The parameter of the list of queues, checked.</summary>
public static partial class QueueListQuery
{
    /// <summary>The most venues that are asked about at a time.</summary>
    public const int MostAtOnce = 100;

    /// <summary>What the parameter looks like, as a regular expression.</summary>
    public const string Pattern = "^[a-z0-9-]{1,100}(,[a-z0-9-]{1,100}){0,99}$";

    /// <summary>The venues that are asked about; each once.</summary>
    /// <exception cref="ProblemException">400: there is none, too many, or something else than ids.</exception>
    public static IReadOnlyList<string> Read(HttpRequest request) =>
        // All of it: a dollar sign also stands before a last line break.
        request.Query["venues"] is [{ } text] && Ids().Match(text).Length == text.Length && text.Length > 0
            ? [.. text.Split(',').Distinct(StringComparer.Ordinal)]
            : throw Invalid();

    /// <summary>400: what is wrong with the parameter.</summary>
    internal static ProblemException Invalid() => Problems.Invalid("venues", $"must be 1 to {MostAtOnce} ids of venues, with commas in between");

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
