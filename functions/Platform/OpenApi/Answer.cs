using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Platform.OpenApi;

/// <summary>An answer that is no problem.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Text">What it means.</param>
/// <param name="Content">What is in it; null for nothing.</param>
public sealed record Answer(int Status, string Text, Content? Content)
{
    /// <summary>The headers that matter to a client.</summary>
    public IReadOnlyList<Header> Headers { get; init; } = [];

    /// <summary>Whether <c>If-None-Match</c> is understood, so that there may be a 304.</summary>
    public bool Conditional { get; init; }

    /// <summary>The answer of a <see cref="ConditionalContent"/>.</summary>
    /// <param name="text">What it means.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="maxAge">For how long it may be served from a cache.</param>
    /// <param name="others">Headers that are not always there.</param>
    public static Answer Read(string text, Content content, TimeSpan maxAge, params Header[] others) =>
        new(StatusCodes.Status200OK, text, content)
        {
            Headers =
            [
                new Header("ETag", "Names exactly this content; send it back in If-None-Match.", "\"9oYcSbNSLlLpYVZaIWTiSw\"", true),
                new Header("Cache-Control", "How long it may be served from a cache.", ConditionalContent.CacheControl(maxAge).ToString(), true),
                .. others,
            ],
            Conditional = true,
        };

    /// <summary>The answer of an <see cref="UncachedJson"/>.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="text">What it means.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="others">Headers that are not always there.</param>
    public static Answer Uncached(int status, string text, Content content, params Header[] others) =>
        new(status, text, content) { Headers = [Header.NoStore, .. others] };
}

/// <summary>A header of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Example">A value.</param>
/// <param name="Always">Whether the answer always has it.</param>
public sealed record Header(string Name, string Text, string Example, bool Always = false)
{
    /// <summary>That nobody may keep the answer.</summary>
    public static Header NoStore { get; } = new("Cache-Control", "Nobody may keep it.", "no-store", Always: true);

    /// <summary>When the content last changed.</summary>
    public static Header LastModified { get; } =
        new("Last-Modified", "When the newest evidence came in; absent if there is none.", "Wed, 25 Nov 2026 04:32:10 GMT");

    /// <summary>What the caller may do.</summary>
    public static Header RateLimitPolicy { get; } = new(
        "RateLimit-Policy", "The quota `q` of requests in a window of `w` seconds (draft-ietf-httpapi-ratelimit-headers-10).", "\"reads\";q=2400;w=60");

    /// <summary>What is left of it.</summary>
    public static Header RateLimitState { get; } = new(
        "RateLimit", "What remains of the quota, `r`, and in how many seconds all of it is back, `t`.", "\"reads\";r=2399;t=1");

    /// <summary>Which language the texts are in.</summary>
    public static Header ContentLanguage { get; } = new("Content-Language", "The languages that the texts are in.", "zh-Hans", Always: true);

    /// <summary>That the language depends on what was asked for.</summary>
    public static Header VaryByLanguage { get; } = new("Vary", "What the answer depends on besides its address.", "Accept-Language", Always: true);

    /// <summary>Where the next page is.</summary>
    public static Header NextPage(string example) =>
        new("Link", "Leads to the next page (RFC 8288); absent on the last one.", $"<{example}>; rel=\"next\"");
}
