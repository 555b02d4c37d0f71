using System.Text;
using QNom.Tests.Venues;
using QNom.Venues.Photos.Pictures;
using SkiaSharp;

namespace QNom.Tests.Unit.Venues.Photos;

public sealed class PictureTests
{
    public static TheoryData<string> Hostile => [.. HostileFiles.All.Select(file => file.Name)];

    public static TheoryData<string> Telling => [.. HostileFiles.Telling.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_refused_for_what_is_wrong_with_it(string name)
    {
        var file = HostileFiles.All.Single(candidate => candidate.Name == name);

        var refused = Assert.Throws<PictureRefusedException>(() => { Develop(file.Content); });

        Assert.Contains(refused.Flaw, file.Flaws);
    }

    [Fact]
    public void There_are_more_than_forty_hostile_files_each_another()
    {
        Assert.True(HostileFiles.All.Count >= 40);
        Assert.Equal(HostileFiles.All.Count, HostileFiles.All.DistinctBy(file => file.Name).DistinctBy(file => Convert.ToHexString(file.Content)).Count());
    }

    [Theory]
    [MemberData(nameof(Telling))]
    public void Nothing_but_pixels_is_published(string name)
    {
        foreach (var picture in Develop(HostileFiles.Telling.Single(file => file.Name == name).Content))
        {
            Assert.Equal(-1, picture.Content.AsSpan().IndexOf("GPSCANARY"u8));
            Assert.Equal(-1, picture.Content.AsSpan().IndexOf(PictureFiles.Exif().AsSpan(38, 60)));
            Assert.Equal("VP8 ", Encoding.ASCII.GetString(picture.Content, 12, 4));
            Assert.Equal(PictureFormat.Webp, PictureHeader.Read(picture.Content).Format);
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 4000, 3000, "320x240 800x600 1600x1200")]
    [InlineData(SKEncodedImageFormat.Png, 900, 1800, "160x320 400x800 800x1600")]
    [InlineData(SKEncodedImageFormat.Webp, 900, 900, "320x320 800x800 900x900")]
    [InlineData(SKEncodedImageFormat.Jpeg, 500, 100, "320x64 500x100")]
    [InlineData(SKEncodedImageFormat.Png, 1, 1, "1x1")]
    [InlineData(SKEncodedImageFormat.Jpeg, 5000, 300, "320x19 800x48 1600x96")]
    public void A_picture_comes_in_three_sizes_and_is_never_made_larger(SKEncodedImageFormat format, int width, int height, string sizes) =>
        Assert.Equal(sizes, string.Join(' ', Develop(PictureFiles.Encoded(format, width, height)).Select(picture => $"{picture.Width}x{picture.Height}")));

    // Where the corner that is at the top left of the stored picture stands when it is shown.
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void A_picture_is_turned_as_the_camera_was_held(int orientation, int right, int bottom)
    {
        var file = PictureFiles.Jpeg().WithSegment(0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif(orientation)]);

        var picture = Develop(file)[^1];

        using var shown = SKBitmap.Decode(picture.Content);
        Assert.Equal(orientation <= 4 ? (400, 300) : (300, 400), (shown.Width, shown.Height));
        var corner = shown.GetPixel(right == 0 ? 10 : shown.Width - 10, bottom == 0 ? 10 : shown.Height - 10);
        Assert.True(corner is { Green: > 200, Red: < 60, Blue: < 60 }, $"the corner is {corner}");
    }

    [Fact]
    public void Colours_of_another_space_become_those_of_sRGB()
    {
        using var wide = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        using var bitmap = new SKBitmap(new SKImageInfo(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque, wide));
        bitmap.GetPixelSpan().Fill(0xFF);
        for (var at = 0; at < bitmap.ByteCount; at += 4)
            (bitmap.GetPixelSpan()[at], bitmap.GetPixelSpan()[at + 1], bitmap.GetPixelSpan()[at + 2]) = (100, 180, 100);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        using var shown = SKBitmap.Decode(Develop(png.ToArray())[0].Content);
        using var expected = SKBitmap.Decode(png.ToArray(), new SKImageInfo(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));

        var (seen, right) = (shown.GetPixel(32, 32), expected.GetPixel(32, 32));
        // The decoder without our conversion would show the numbers as they are stored.
        Assert.True(right.Red < 90, $"the profile was not read: {right}");
        Assert.True(Math.Abs(seen.Green - right.Green) <= 3 && Math.Abs(seen.Red - right.Red) <= 3, $"{seen} instead of {right}");
    }

    [Fact]
    public void What_phones_append_for_bright_screens_is_dropped_and_the_picture_published()
    {
        byte[] file = [.. PictureFiles.Jpeg().WithSegment(0xE2, "MPF\0II*\0"u8), .. PictureFiles.Jpeg(100, 75)];

        Assert.Equal((400, 300), (Develop(file)[^1].Width, Develop(file)[^1].Height));
    }

    [Fact]
    public void The_same_picture_makes_the_same_bytes_so_that_a_redelivery_changes_nothing() =>
        Assert.Equal(
            Develop(PictureFiles.Jpeg(2000, 1000)).Select(picture => Convert.ToHexString(picture.Content)),
            Develop(PictureFiles.Jpeg(2000, 1000)).Select(picture => Convert.ToHexString(picture.Content)));

    [Fact]
    public void No_truncation_of_a_picture_is_ever_published()
    {
        foreach (var format in (SKEncodedImageFormat[])[SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp])
        {
            var file = PictureFiles.Encoded(format, 60, 40);
            for (var length = 0; length < file.Length; length++)
                Assert.Throws<PictureRefusedException>(() => { Develop(file[..length]); });
        }
    }

    [Fact]
    public void Files_with_flipped_bytes_are_refused_or_published_and_never_anything_else()
    {
        var random = new Random(5);
        foreach (var file in (byte[][])[PictureFiles.Jpeg(60, 40), PictureFiles.Png(60, 40), PictureFiles.Webp(60, 40)])
        {
            for (var run = 0; run < 300; run++)
            {
                byte[] flipped = [.. file];
                for (var flips = random.Next(1, 5); flips > 0; flips--)
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                try
                {
                    Assert.NotEmpty(Develop(flipped));
                }
                catch (PictureRefusedException)
                {
                    // Refused, which is right as well.
                }
            }
        }
    }

    private static IReadOnlyList<DevelopedPicture> Develop(byte[] file) => Darkroom.Develop(file, PictureHeader.Read(file));
}
