using System.Globalization;
using System.Text;
using System.Xml.Linq;
using QNom.Payments.PayNow;
using SkiaSharp;
using ZXing;

namespace QNom.Tests.Unit.Payments.PayNow;

/// <summary>Every code is read back by others than who draws it: SkiaSharp makes pixels of the file, ZXing.Net reads them.</summary>
public class PayNowImageTests
{
    // A scanner wants several pixels to a module; the drawing has one unit to a module.
    private const int Scale = 8;

    [Fact]
    public void Every_code_is_read_from_its_PNG_by_another_library() => Assert.All(Codes(), text =>
    {
        using var picture = SKBitmap.Decode(PayNowImage.Png(text));
        Assert.Equal(text, Decode(picture));
    });

    [Fact]
    public void Every_code_is_read_from_its_SVG_by_another_library() => Assert.All(Codes(), text =>
    {
        using var picture = Draw(XDocument.Parse(Encoding.UTF8.GetString(PayNowImage.Svg(text))).Root!);
        Assert.Equal(text, Decode(picture));
    });

    [Fact]
    public void Around_a_code_there_is_the_light_margin_of_four_modules_that_scanners_need()
    {
        using var picture = SKBitmap.Decode(PayNowImage.Png(PublishedCodes.All[0], Scale));
        var margin = 4 * Scale;
        for (var at = 0; at < picture.Width; at++)
        {
            foreach (var (x, y) in ((int, int)[])[(at, margin - 1), (margin - 1, at), (at, picture.Height - margin), (picture.Width - margin, at)])
                Assert.Equal(SKColors.White, picture.GetPixel(x, y));
        }

        Assert.Equal(SKColors.Black, picture.GetPixel(margin, margin));
    }

    private static IEnumerable<string> Codes() =>
    [
        .. PublishedCodes.All,
        new PayNowCode(new PayNowProxy(PayNowProxyType.Uen, "T04SS0129DABC"), new string('W', 25))
        {
            Amount = new PayNowAmount(999_999_999_999), BillNumber = new string('Z', 25), City = new string('S', 15),
            Expiry = PayNowExpiry.Read("20301231235959"), ForOnePayment = true,
        }.Write(),
    ];

    private static string? Decode(SKBitmap picture)
    {
        var rgb = picture.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }).ToArray();
        var reader = new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        return reader.Decode(new RGBLuminanceSource(rgb, picture.Width, picture.Height))?.Text;
    }

    // As much of SVG as a code needs: rectangles and paths that are filled or stroked. Anything else fails.
    private static SKBitmap Draw(XElement svg)
    {
        var width = (int)float.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        var picture = new SKBitmap(width * Scale, width * Scale);
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        foreach (var shape in svg.Elements())
        {
            using var paint = new SKPaint
            {
                Style = Text(shape, "stroke") is null ? SKPaintStyle.Fill : SKPaintStyle.Stroke,
                StrokeWidth = Number(shape, "stroke-width") ?? 1,
                Color = SKColor.Parse(Text(shape, "stroke") ?? Text(shape, "fill") ?? "#000000"),
            };
            switch (shape.Name.LocalName)
            {
                case "rect":
                    canvas.DrawRect(Number(shape, "x") ?? 0, Number(shape, "y") ?? 0, Number(shape, "width") ?? width, Number(shape, "height") ?? width, paint);
                    break;
                case "path":
                    using (var path = SKPath.ParseSvgPathData(Text(shape, "d")!))
                        canvas.DrawPath(path, paint);
                    break;
                default:
                    Assert.Fail($"There is a {shape.Name.LocalName} in the drawing.");
                    break;
            }
        }

        return picture;
    }

    private static string? Text(XElement shape, string name) => shape.Attribute(name)?.Value;

    private static float? Number(XElement shape, string name) =>
        Text(shape, name) is { } text && !text.EndsWith('%') ? float.Parse(text.TrimEnd('p', 'x'), CultureInfo.InvariantCulture) : null;
}
