using System.Buffers;
using System.Text;
using System.Text.Json;
using QNom.Operations.Recovery;

namespace QNom.Tests.Unit.Recovery;

public sealed class StoredDocumentTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_000_000);

    [Fact]
    public void A_document_is_kept_as_it_is_but_for_what_the_service_adds()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            StoredDocument.Write(writer, JsonDocument.Parse("""{"id":"a","_rid":"x","n":1.50,"_self":"x","_etag":"x","_attachments":"x","_ts":7,"_lsn":3,"_own":true}""").RootElement);

        Assert.Equal("""{"id":"a","n":1.50,"_ts":7,"_own":true}""", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory]
    [InlineData("""{"id":"a","_ts":999000}""", """{"id":"a"}""")]
    [InlineData("""{"id":"a","_ts":1,"ttl":-1}""", """{"id":"a","ttl":-1}""")]
    [InlineData("""{"id":"a","_ts":999990,"ttl":100}""", """{"id":"a","ttl":90}""")]
    [InlineData("""{"id":"a","_ts":999900,"ttl":101}""", """{"id":"a","ttl":1}""")]
    [InlineData("""{"id":"a","_ts":999900,"ttl":100}""", null)]
    [InlineData("""{"id":"a","_ts":1,"ttl":100}""", null)]
    public void Its_life_is_what_is_left_of_it(string line, string? restored) =>
        Assert.Equal(restored, StoredDocument.Read(line, Now)?.ToJsonString());

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"a","_ts":"yesterday"}""")]
    public void What_is_no_document_is_refused(string line) =>
        Assert.Throws<InvalidDataException>(() => StoredDocument.Read(line, Now));
}
