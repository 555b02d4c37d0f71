using System.Text;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Tests.Unit.Platform;

public class ConditionalJsonTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_first_read_gets_the_body_and_how_to_ask_again()
    {
        var (response, body) = await Get(new { Minutes = 5, Level = (string?)null });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("""{"minutes":5,"level":null}""", body);
        Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", response.Headers.ETag.ToString());
        Assert.Equal("public, max-age=5", response.Headers.CacheControl.ToString());
        Assert.Equal("Wed, 25 Nov 2026 04:00:00 GMT", response.Headers.LastModified.ToString());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("*")]
    [InlineData("\"other\", {0}")]
    public async Task Who_has_it_already_gets_a_304_without_a_body(string ifNoneMatch)
    {
        var tag = (await Get(new { Minutes = 5 })).Response.Headers.ETag.ToString();
        var (response, body) = await Get(new { Minutes = 5 }, ifNoneMatch.Replace("{0}", tag, StringComparison.Ordinal));

        Assert.Equal(304, response.StatusCode);
        Assert.Equal("", body);
        Assert.Equal(tag, response.Headers.ETag.ToString());
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("garbage")]
    public async Task Who_has_something_else_gets_the_body(string ifNoneMatch)
    {
        var (response, body) = await Get(new { Minutes = 5 }, ifNoneMatch);

        Assert.Equal(200, response.StatusCode);
        Assert.NotEmpty(body);
    }

    [Fact]
    public async Task Another_value_has_another_tag() =>
        Assert.NotEqual(
            (await Get(new { Minutes = 5 })).Response.Headers.ETag,
            (await Get(new { Minutes = 6 })).Response.Headers.ETag);

    private static async Task<(HttpResponse Response, string Body)> Get<T>(T value, string? ifNoneMatch = null)
    {
        var http = new DefaultHttpContext();
        var written = new MemoryStream();
        http.Response.Body = written;
        http.Request.Headers.IfNoneMatch = ifNoneMatch;
        await ConditionalJson.Of(value, TimeSpan.FromSeconds(5), Then).ExecuteAsync(http);
        return (http.Response, Encoding.UTF8.GetString(written.ToArray()));
    }
}
