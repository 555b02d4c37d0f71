using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Partners;

/// <summary>A member's id, a pseudonym as <see cref="Platform.Identity.Pseudonyms"/> makes them.</summary>
internal static class MemberId
{
    /// <summary>What an id looks like, as a regular expression.</summary>
    public const string Pattern = "^[A-Za-z0-9_-]{22}$";

    private const int Length = 22;

    /// <summary>The id in the route.</summary>
    /// <exception cref="ProblemException">404: no id looks like this, so nothing else is asked for it.</exception>
    public static string Read(HttpRequest request) =>
        request.RouteValues["memberId"] is string { Length: Length } id
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? id
            : throw Problems.NotFound("member");
}
