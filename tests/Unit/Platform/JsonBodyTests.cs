using System.Text;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Queues;

namespace QNom.Tests.Unit.Platform;

public class JsonBodyTests
{
    [Fact]
    public async Task A_good_body_is_read()
    {
        var body = await Read("""{"waitMinutes": 15, "queueLength": 4}""");

        Assert.Equal(new ReportBody(15, 4), body);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("{\"waitMinutes\":", "/waitMinutes")]
    [InlineData("{\"waitMinutes\":\"15\"}", "/waitMinutes")]
    [InlineData("{\"waitMinutes\":1.5}", "/waitMinutes")]
    [InlineData("{\"waitMinutes\":99999999999}", "/waitMinutes")]
    [InlineData("{\"waitMinutes\":{\"a\":1}}", "/waitMinutes")]
    [InlineData("{\"waitMinutes\":1,\"waitMinutes\":2}", "/waitMinutes")]
    [InlineData("{\"wait\":1}", "/wait")]
    [InlineData("{\"waitMinutes\":1} x", "")]
    public async Task What_is_not_the_shape_is_a_400_that_points_at_the_place(string text, string at)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Read(text));

        Assert.Equal(400, problem.Status);
        Assert.Equal([at], problem.Errors!.Keys);
        Assert.DoesNotContain("System.", problem.Errors[at].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_not_followed()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Read(new string('[', 90)));

        Assert.Equal(400, problem.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_a_415(string? contentType)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Read("{}", contentType));

        Assert.Equal(415, problem.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_a_413_whether_or_not_it_says_its_length(bool saysLength)
    {
        var text = "{\"waitMinutes\":" + new string(' ', 200) + "1}";

        Assert.Equal(413, (await Assert.ThrowsAsync<ProblemException>(() => Read(text, saysLength: saysLength))).Status);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var text = "{\"waitMinutes\":1}";

        Assert.Equal(1, (await Read(text.PadRight(100), saysLength: false)).WaitMinutes);
    }

    private static Task<ReportBody> Read(
        string text, string? contentType = "application/json; charset=utf-8", bool saysLength = true)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        request.ContentLength = saysLength ? bytes.Length : null;
        request.Body = new MemoryStream(bytes);
        return JsonBody.ReadAsync<ReportBody>(request, 100, CancellationToken.None);
    }
}
