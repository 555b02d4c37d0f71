using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Platform.Http;

/// <summary>
/// The <c>If-Match</c> header of a change (RFC 9110, section 13.1.1). An ETag starts with the revision of what it was made
/// from, whatever language or hour it was shown in; that revision is what must be unchanged.
/// </summary>
public sealed class IfMatch
{
    private const char End = '-';

    private readonly HashSet<long>? revisions;

    private IfMatch(HashSet<long>? revisions) => this.revisions = revisions;

    /// <summary>Reads the header.</summary>
    /// <exception cref="ProblemException">428: there is none. 400: it is no list of ETags.</exception>
    public static IfMatch Read(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            throw Problems.IfMatchNeeded();
        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags))
            throw Problems.Invalid("If-Match", "must be an ETag as it was answered");
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))
            ? new IfMatch(null)
            : new IfMatch([.. tags.Where(tag => !tag.IsWeak).Select(tag => RevisionOf(tag.Tag.AsSpan())).OfType<long>()]);
    }

    /// <summary>Reads the header where it may be left out; null if it is.</summary>
    /// <exception cref="ProblemException">400: it is no list of ETags.</exception>
    public static IfMatch? ReadIfSent(HttpRequest request) => request.Headers.IfMatch.Count == 0 ? null : Read(request);

    /// <summary>Lets a change through.</summary>
    /// <exception cref="ProblemException">412: the caller has seen another revision.</exception>
    public void Require(long current)
    {
        if (revisions?.Contains(current) == false)
            throw Problems.Stale();
    }

    /// <summary>What the ETag of a revision starts with.</summary>
    internal static string Prefix(long revision) => string.Create(CultureInfo.InvariantCulture, $"{revision}{End}");

    private static long? RevisionOf(ReadOnlySpan<char> tag)
    {
        var text = tag.Trim('"');
        var end = text.IndexOf(End);
        return end > 0 && long.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
    }
}
