using QNom.Partners.Webhooks;

namespace QNom.Tests.Unit.Partners.Webhooks;

public class WebhookUrlTests
{
    [Theory]
    [InlineData("https://pos.example.com/qnom")]
    [InlineData("https://pos.example.com:8443/qnom?key=1")]
    [InlineData("https://93.184.215.14/qnom")]
    [InlineData("https://[2606:4700:4700::1111]/qnom")]
    [InlineData("https://xn--fiqs8s.example.com/")]
    public void What_is_public_may_be_told(string url) => Assert.Null(WebhookUrl.Fault(url, toLoopback: false));

    [Theory]
    [InlineData(null, "absolute")]
    [InlineData("", "absolute")]
    [InlineData("/qnom", "absolute")]
    [InlineData("pos.example.com", "absolute")]
    [InlineData("https://pos.example.com/a b", "absolute")]
    [InlineData("http://pos.example.com/", "https")]
    [InlineData("ftp://pos.example.com/", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("https://user:secret@pos.example.com/", "user")]
    [InlineData("https://pos.example.com/#top", "fragment")]
    [InlineData("https://pos.example.com:22/", "port")]
    [InlineData("https://pos.example.com:80/", "port")]
    [InlineData("https://localhost/", "public")]
    [InlineData("https://localhost./", "public")]
    [InlineData("https://pos/", "public")]
    [InlineData("https://pos.local/", "public")]
    [InlineData("https://metadata.google.internal/", "public")]
    [InlineData("https://a.LOCALHOST/", "public")]
    [InlineData("https://127.0.0.1/", "public")]
    [InlineData("https://2130706433/", "public")]
    [InlineData("https://0x7f.1/", "public")]
    [InlineData("https://017700000001/", "public")]
    [InlineData("https://10.1.2.3/", "public")]
    [InlineData("https://169.254.169.254/metadata", "public")]
    [InlineData("https://[::1]/", "public")]
    [InlineData("https://[::ffff:10.0.0.1]/", "public")]
    [InlineData("https://[fd00::1]/", "public")]
    public void What_is_not_is_refused_with_the_reason(string? url, string why) =>
        Assert.Contains(why, WebhookUrl.Fault(url, toLoopback: false), StringComparison.Ordinal);

    [Fact]
    public void What_is_too_long_is_refused() => Assert.NotNull(WebhookUrl.Fault("https://pos.example.com/" + new string('a', 500), false));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("https://localhost:5001/", true)]
    [InlineData("http://10.0.0.1:5000/", false)]
    [InlineData("https://10.0.0.1:5000/", false)]
    [InlineData("http://pos.example.com/", false)]
    public void In_development_this_machine_may_be_told_and_nothing_else_besides(string url, bool mayBe) =>
        Assert.Equal(mayBe, WebhookUrl.Fault(url, toLoopback: true) is null);
}
