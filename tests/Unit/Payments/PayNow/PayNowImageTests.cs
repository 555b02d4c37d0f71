using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using QNom.Payments.PayNow;
using ZXing;

namespace QNom.Tests.Unit.Payments.PayNow;

/// <summary>Another library than the one that draws must read every code.</summary>
public partial class PayNowImageTests
{
    [Fact]
    public void Every_code_is_read_from_its_PNG_by_another_library() => Assert.All(Codes(), text =>
    {
        var (width, pixels) = Pixels(PayNowImage.Png(text));
        Assert.Equal(text, Decode(pixels, width));
    });

    [Fact]
    public void Every_code_is_read_from_its_SVG_by_another_library() => Assert.All(Codes(), text =>
    {
        var (width, pixels) = Drawn(PayNowImage.Svg(text));
        Assert.Equal(text, Decode(pixels, width));
    });

    private static IEnumerable<string> Codes() =>
    [
        .. PublishedCodes.All,
        new PayNowCode(new PayNowProxy(PayNowProxyType.Uen, "T04SS0129DABC"), new string('W', 25))
        {
            Amount = new PayNowAmount(999_999_999_999), BillNumber = new string('Z', 25), City = new string('S', 15),
            Expiry = PayNowExpiry.Read("20301231235959"), ForOnePayment = true,
        }.Write(),
    ];

    private static string? Decode(byte[] grey, int width)
    {
        var rgb = grey.SelectMany(value => new[] { value, value, value }).ToArray();
        var reader = new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        return reader.Decode(new RGBLuminanceSource(rgb, width, grey.Length / width))?.Text;
    }

    // As much of PNG (ISO/IEC 15948) as the drawer uses: one bit a pixel, no filter, no interlacing. Anything else fails.
    private static (int Width, byte[] Grey) Pixels(byte[] png)
    {
        var (width, height) = (0, 0);
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var content = png.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                    Assert.Equal([1, 0, 0, 0, 0], content[8..].ToArray());
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var rows = new MemoryStream();
        using (var unpacked = new ZLibStream(packed, CompressionMode.Decompress))
            unpacked.CopyTo(rows);
        var bytes = rows.ToArray();
        var stride = 1 + ((width + 7) / 8);
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(0, bytes[y * stride]);
            for (var x = 0; x < width; x++)
                grey[(y * width) + x] = (bytes[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8)) & 1) == 1 ? (byte)255 : (byte)0;
        }

        return (width, grey);
    }

    // The drawing is of dark runs of modules, one row high, on a light ground; each module becomes 8 by 8 pixels.
    private static (int Width, byte[] Grey) Drawn(byte[] svg)
    {
        const int Scale = 8;
        var text = Encoding.UTF8.GetString(svg);
        var width = int.Parse(XDocument.Parse(text).Root!.Attribute("viewBox")!.Value.Split(' ')[2], null) * Scale;
        var grey = new byte[width * width];
        Array.Fill(grey, (byte)255);
        var runs = Runs().Matches(text);
        Assert.True(runs.Count > 0, $"There is no run in {text[..Math.Min(500, text.Length)]}");
        foreach (Match run in runs)
        {
            var (left, top, length) = (Number(run, 1) * Scale, Number(run, 2) * Scale, Number(run, 3) * Scale);
            for (var y = top; y < top + Scale; y++)
                grey.AsSpan((y * width) + left, length).Fill(0);
        }

        return (width, grey);
    }

    private static int Number(Match run, int group) => int.Parse(run.Groups[group].Value, null);

    [GeneratedRegex(@"M\s*(\d+)[\s,]+(\d+)\s*h\s*(\d+)")]
    private static partial Regex Runs();
}
