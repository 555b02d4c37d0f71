using QNom.Operations.DeadLetters;

namespace QNom.Tests.Unit.Operations;

public class MessageBodyTests
{
    public static TheoryData<byte[], BodyEncoding> Bodies => new()
    {
        { [], BodyEncoding.Text },
        { """{"wait": 5, "note": "等"}"""u8.ToArray(), BodyEncoding.Text },
        { [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], BodyEncoding.Text },
        { "\u0000\r\n\uFFFD"u8.ToArray(), BodyEncoding.Text },
        { [0xFF, 0xFE, 0x00], BodyEncoding.Base64 },
        { [(byte)'a', 0xC3], BodyEncoding.Base64 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_same_bytes_come_back_and_text_stays_readable(byte[] bytes, BodyEncoding encoding)
    {
        var body = MessageBody.Of(new BinaryData(bytes));

        Assert.Equal(encoding, body.Encoding);
        Assert.Equal(bytes, body.ToBytes().ToArray());
    }
}
