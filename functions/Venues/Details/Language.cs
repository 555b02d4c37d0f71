using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Venues.Details;

/// <summary>The languages of Singapore.</summary>
public enum Language
{
    /// <summary>en, which every text has.</summary>
    English,

    /// <summary>zh-Hans.</summary>
    Mandarin,

    /// <summary>ms.</summary>
    Malay,

    /// <summary>ta.</summary>
    Tamil,
}

/// <summary>Chooses what a caller reads (RFC 9110, section 12.5.4).</summary>
public static class Languages
{
    /// <summary>The language's tag (RFC 5646).</summary>
    public static string Tag(this Language language) => language switch
    {
        Language.Mandarin => "zh-Hans",
        Language.Malay => "ms",
        Language.Tamil => "ta",
        _ => "en",
    };

    /// <summary>
    /// The language that <c>Accept-Language</c> likes best among ours; English if it names none or cannot be read. Any
    /// Chinese is answered in simplified characters, the only ones there are.
    /// </summary>
    public static Language Accepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted)
            ? wanted
                .Where(value => value.Quality is not 0)
                // A stable sort: of two that are liked the same, the first.
                .OrderByDescending(value => value.Quality ?? 1)
                .Select(value => Of(value.Value.Value ?? ""))
                .FirstOrDefault(language => language is not null) ?? Language.English
            : Language.English;

    /// <summary>Tells caches and readers which language an answer is in, and that it depends on what was asked for.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="used">The languages that its texts are in.</param>
    public static void Tell(HttpRequest request, IEnumerable<Language> used)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = string.Join(", ", used.Distinct().Order().Select(Tag));
    }

    private static Language? Of(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "en" or "*" => Language.English,
        "zh" or "cmn" => Language.Mandarin,
        "ms" => Language.Malay,
        "ta" => Language.Tamil,
        _ => null,
    };
}
