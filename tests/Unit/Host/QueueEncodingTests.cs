using QNom.Local.Host.Queues;

namespace QNom.Tests.Unit.Host;

public sealed class QueueEncodingTests
{
    [Theory]
    [InlineData("aGVsbG8=", "hello")]
    [InlineData("", "")]
    public void Base64_text_is_decoded(string text, string expected)
    {
        Assert.True(QueueEncoding.TryDecode(text, base64: true, out var body));
        Assert.Equal(expected, body.ToString());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"a\":1}")]
    [InlineData("aGVsbG8")]
    [InlineData("чай")]
    public void Other_text_is_refused_and_never_guessed_at(string text) => Assert.False(QueueEncoding.TryDecode(text, base64: true, out _));

    [Fact]
    public void Without_an_encoding_any_text_is_the_body()
    {
        Assert.True(QueueEncoding.TryDecode("aGVsbG8=", base64: false, out var body));
        Assert.Equal("aGVsbG8=", body.ToString());
    }
}
