using System.Text;
using QNom.Venues.Photos.Pictures;
using SkiaSharp;

namespace QNom.Tests.Venues;

/// <summary>A file that must not be published, and why.</summary>
internal sealed record HostileFile(string Name, byte[] Content, params PhotoFlaw[] Flaws)
{
    public override string ToString() => Name;
}

/// <summary>Files that somebody who means ill would upload, or somebody whose connection broke.</summary>
internal static class HostileFiles
{
    private const string Script = "<script>alert(document.cookie)</script>";
    private static readonly byte[] Page = Encoding.ASCII.GetBytes($"<!DOCTYPE html><html><body>{Script}</body></html>");

    public static IReadOnlyList<HostileFile> All { get; } = [.. Others(), .. Jpegs(), .. Pngs(), .. Webps()];

    // Not a picture that is read, whatever it says it is.
    private static IEnumerable<HostileFile> Others()
    {
        yield return new("empty.jpg", [], PhotoFlaw.UnknownFormat);
        yield return new("text.jpg", "I am a photo."u8.ToArray(), PhotoFlaw.UnknownFormat);
        yield return new("page.png", Page, PhotoFlaw.UnknownFormat);
        yield return new("vector.svg", Encoding.ASCII.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\">{Script}</svg>"), PhotoFlaw.UnknownFormat);
        yield return new("external.svg", "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>"u8.ToArray(), PhotoFlaw.UnknownFormat);
        yield return new("animation.gif", [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B], PhotoFlaw.UnknownFormat);
        yield return new("bitmap.bmp", [.. "BM"u8, .. new byte[60]], PhotoFlaw.UnknownFormat);
        yield return new("raw.tiff", [.. "II*\0"u8, .. new byte[60]], PhotoFlaw.UnknownFormat);
        yield return new("icon.ico", [0, 0, 1, 0, 1, 0, .. new byte[60]], PhotoFlaw.UnknownFormat);
        yield return new("zip-bomb.jpg", PictureFiles.Zip("bomb", new byte[20_000_000]), PhotoFlaw.UnknownFormat);
        yield return new("document.jpg", "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"u8.ToArray(), PhotoFlaw.UnknownFormat);
        yield return new("postscript.jpg", "%!PS\n(%pipe%id) (w) file"u8.ToArray(), PhotoFlaw.UnknownFormat);
        yield return new("magick.mvg", "push graphic-context\nimage over 0,0 0,0 'https://example.com/x.jpg\"|ls \"-la'"u8.ToArray(), PhotoFlaw.UnknownFormat);
        yield return new("sound.webp", [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[28]], PhotoFlaw.UnknownFormat);
        yield return new("huge.jpg", [.. PictureFiles.Jpeg(), .. new byte[PictureLimits.MostBytes]], PhotoFlaw.TooLarge, PhotoFlaw.TrailingData);
    }

    private static IEnumerable<HostileFile> Jpegs()
    {
        var jpeg = PictureFiles.Jpeg();
        yield return new("half.jpg", jpeg[..(jpeg.Length / 2)], PhotoFlaw.Truncated);
        yield return new("no-end.jpg", jpeg[..^2], PhotoFlaw.Truncated);
        yield return new("30000.jpg", jpeg.WithFrame(30_000, 30_000), PhotoFlaw.TooManyPixels);
        yield return new("65535.jpg", jpeg.WithFrame(65_535, 65_535), PhotoFlaw.TooManyPixels);
        yield return new("nothing-high.jpg", jpeg.WithFrame(400, 0), PhotoFlaw.Malformed);
        yield return new("taller-than-coded.jpg", [.. jpeg[..2], 0xFF, 0xD9], PhotoFlaw.Malformed);
        yield return new("zip-behind.jpg", [.. jpeg, .. PictureFiles.Zip("run.jar", Page)], PhotoFlaw.TrailingData);
        yield return new("page-behind.jpg", [.. jpeg, .. Page], PhotoFlaw.TrailingData);
        yield return new("jpeg-behind.jpg", [.. jpeg, .. jpeg], PhotoFlaw.TrailingData);
        yield return new("page-in-comment.jpg", jpeg.WithSegment(0xFE, Page), PhotoFlaw.ForeignContent);
        yield return new("zip-in-comment.jpg", jpeg.WithSegment(0xFE, PictureFiles.Zip("run.jar", Page)), PhotoFlaw.ForeignContent);
        yield return new("php-in-exif.jpg", jpeg.WithSegment(0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif(), .. "<?php system($_GET[0]);"u8]), PhotoFlaw.ForeignContent);
        yield return new("wrong-length.jpg", [.. jpeg[..2], 0xFF, 0xE0, 0, 1, .. jpeg[2..]], PhotoFlaw.Malformed);
        yield return new("announced-behind.jpg", [.. jpeg.WithSegment(0xE2, "MPF\0"u8), .. Page], PhotoFlaw.TrailingData);
        yield return new("many-scans.jpg", ManyScans(jpeg), PhotoFlaw.ExpandsTooFar);
    }

    private static IEnumerable<HostileFile> Pngs()
    {
        var png = PictureFiles.Png();
        byte[] wrong = [.. png];
        wrong[40] ^= 0xFF;
        yield return new("half.png", png[..(png.Length / 2)], PhotoFlaw.Truncated);
        yield return new("wrong-checksum.png", wrong, PhotoFlaw.Malformed);
        yield return new("30000.png", PictureFiles.PngOf(30_000, 30_000, PictureFiles.Zeros(100)), PhotoFlaw.TooManyPixels);
        yield return new("billions.png", PictureFiles.PngOf(int.MaxValue, int.MaxValue, PictureFiles.Zeros(100)), PhotoFlaw.TooManyPixels);
        yield return new("bomb-of-pixels.png", PictureFiles.PngOf(100, 100, PictureFiles.Zeros(50_000_000)), PhotoFlaw.ExpandsTooFar);
        yield return new("too-few-pixels.png", PictureFiles.PngOf(1000, 1000, PictureFiles.Zeros(1000)), PhotoFlaw.Truncated);
        yield return new("bomb-of-text.png", png.WithChunk("zTXt", [.. "Comment\0\0"u8, .. PictureFiles.Zeros(50_000_000)]), PhotoFlaw.ExpandsTooFar);
        yield return new("bomb-of-international-text.png", png.WithChunk("iTXt", [.. "Comment\0"u8, 1, 0, 0, 0, .. PictureFiles.Zeros(50_000_000)]), PhotoFlaw.ExpandsTooFar);
        yield return new("bomb-of-profile.png", png.WithChunk("iCCP", [.. "sRGB\0\0"u8, .. PictureFiles.Zeros(50_000_000)]), PhotoFlaw.ExpandsTooFar);
        yield return new("script-in-text.png", png.WithChunk("tEXt", [.. "Comment\0"u8, .. Page]), PhotoFlaw.ForeignContent);
        yield return new("script-in-packed-text.png", png.WithChunk("zTXt", [.. "Comment\0\0"u8, .. PictureFiles.Packed(Page)]), PhotoFlaw.ForeignContent);
        yield return new("program-in-chunk.png", png.WithChunk("prVt", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[40]]), PhotoFlaw.ForeignContent);
        yield return new("zip-behind.png", [.. png, .. PictureFiles.Zip("run.jar", Page)], PhotoFlaw.TrailingData);
        yield return new("zip-behind-pixels.png", PictureFiles.PngOf(10, 10, [.. PictureFiles.Zeros(110), .. "secret cargo"u8]), PhotoFlaw.TrailingData);
        yield return new("animated.png", png.WithChunk("acTL", [0, 0, 0, 9, 0, 0, 0, 0]), PhotoFlaw.Animated);
        yield return new("unknown-critical.png", png.WithChunk("EVIL", [1]), PhotoFlaw.Malformed);
    }

    private static IEnumerable<HostileFile> Webps()
    {
        var webp = PictureFiles.Webp();
        byte[] wide = [.. webp];
        var frame = wide.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]);
        (wide[frame + 3], wide[frame + 4], wide[frame + 5], wide[frame + 6]) = (0xFF, 0x3F, 0xFF, 0x3F);
        yield return new("half.webp", webp[..(webp.Length / 2)], PhotoFlaw.Truncated);
        yield return new("page-behind.webp", [.. webp, .. Page], PhotoFlaw.TrailingData);
        yield return new("16383.webp", wide, PhotoFlaw.TooManyPixels);
        yield return new("animated.webp", PictureFiles.Extended(webp, 400, 300, 0b10), PhotoFlaw.Animated);
        yield return new("other-canvas.webp", PictureFiles.Extended(webp, 16_000, 300, 0), PhotoFlaw.Malformed);
        yield return new("page-in-chunk.webp", PictureFiles.Extended(webp, 400, 300, 0, ("EVIL", Page)), PhotoFlaw.Malformed);
        yield return new("script-in-xmp.webp", PictureFiles.Extended(webp, 400, 300, 0b100, ("XMP ", Page)), PhotoFlaw.ForeignContent);
        yield return new("noise.webp", PictureFiles.Riff([.. "VP8 "u8, 30, 0, 0, 0, 0x10, 0x02, 0, 0x9D, 0x01, 0x2A, 100, 0, 100, 0, .. Enumerable.Repeat((byte)0x55, 20)]),
            PhotoFlaw.Undecodable, PhotoFlaw.Truncated);
    }

    // Each scan makes a decoder go over all pixels once more.
    private static byte[] ManyScans(byte[] jpeg)
    {
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return [.. jpeg[..scan], .. Enumerable.Repeat(jpeg[scan..^2], 100).SelectMany(part => part), .. jpeg[^2..]];
    }

    /// <summary>Sound pictures that say where they were taken, with what else tells of people.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Telling { get; } =
    [
        ("gps.jpg", PictureFiles.Jpeg(1000, 750).WithSegment(0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif(6)])
            .WithSegment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]).WithSegment(0xFE, "GPSCANARY"u8)),
        ("gps.png", PictureFiles.Png(1000, 750).WithChunk("eXIf", PictureFiles.Exif()).WithChunk("tEXt", [.. "Author\0"u8, .. Xmp])),
        ("gps.webp", PictureFiles.Extended(PictureFiles.Encoded(SKEncodedImageFormat.Webp, 1000, 750), 1000, 750, 0b1100,
            ("EXIF", PictureFiles.Exif()), ("XMP ", Xmp))),
    ];

    private static byte[] Xmp => "<x:xmpmeta><exif:GPSLatitude>GPSCANARY</exif:GPSLatitude></x:xmpmeta>"u8.ToArray();
}
