using SkiaSharp;

namespace QNom.Venues.Photos.Pictures;

/// <summary>A picture as it is published.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Content">A WebP file of pixels alone.</param>
internal sealed record DevelopedPicture(int Width, int Height, byte[] Content);

/// <summary>
/// Makes pictures of other sizes, of the pixels alone: turned as the camera was held, in the colours of sRGB, and without
/// anything else that was in the file.
/// </summary>
internal static class Darkroom
{
    private const float Quality = 80;

    /// <summary>The longest sides of what is made, in pixels.</summary>
    public static IReadOnlyList<int> Sides { get; } = [320, 800, 1600];

    /// <summary>
    /// Makes one picture for each of <see cref="Sides"/>, the smallest first; never larger than the original, so of a small one
    /// there are fewer.
    /// </summary>
    /// <param name="file">A file whose structure was found sound.</param>
    /// <param name="header">What it was found to be.</param>
    /// <exception cref="PictureRefusedException">The decoder does not agree.</exception>
    public static IReadOnlyList<DevelopedPicture> Develop(ReadOnlySpan<byte> file, PictureHeader header)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        PictureRefusedException.Unless(
            codec is not null && codec.EncodedFormat == Expected(header.Format)
                && (codec.Info.Width, codec.Info.Height) == (header.Width, header.Height) && codec.FrameCount <= 1,
            PhotoFlaw.Undecodable);

        var pictures = new List<DevelopedPicture>();
        var current = Turned(Decode(codec!), codec!.EncodedOrigin);
        try
        {
            foreach (var side in Sides.Reverse())
            {
                current = Scaled(current, side);
                if (pictures.LastOrDefault() is not { } larger || (larger.Width, larger.Height) != (current.Width, current.Height))
                    pictures.Add(new DevelopedPicture(current.Width, current.Height, Encode(current)));
            }
        }
        finally
        {
            current.Dispose();
        }

        pictures.Reverse();
        return pictures;
    }

    private static SKEncodedImageFormat Expected(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        PictureFormat.Png => SKEncodedImageFormat.Png,
        _ => SKEncodedImageFormat.Webp,
    };

    // Not larger than it need be: decoders of JPEG and lossy WebP make it smaller, by eighths, before it takes memory.
    private static SKBitmap Decode(SKCodec codec)
    {
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1f, MathF.Ceiling(8f * Sides[^1] / longest) / 8f));
        using var colours = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(
            size.Width, size.Height, SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, colours);
        var bitmap = new SKBitmap();
        var result = bitmap.TryAllocPixels(info) ? codec.GetPixels(info, bitmap.GetPixels()) : throw new InvalidOperationException("There is no memory for a picture.");
        if (result == SKCodecResult.Success)
            return Scaled(bitmap, Sides[^1]);
        bitmap.Dispose();
        throw new PictureRefusedException(
            result == SKCodecResult.IncompleteInput ? PhotoFlaw.Truncated : PhotoFlaw.Undecodable);
    }

    // Takes the bitmap over: it is given back if it is small enough, and disposed of if not.
    private static SKBitmap Scaled(SKBitmap bitmap, int side)
    {
        var longest = Math.Max(bitmap.Width, bitmap.Height);
        if (longest <= side)
            return bitmap;
        using (bitmap)
        {
            var info = bitmap.Info.WithSize(
                Math.Max(1, (int)Math.Round((double)bitmap.Width * side / longest)),
                Math.Max(1, (int)Math.Round((double)bitmap.Height * side / longest)));
            var scaled = new SKBitmap(info);
            return bitmap.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))
                ? scaled
                : throw new InvalidOperationException("A picture could not be made smaller.");
        }
    }

    // Exif's orientation (CIPA DC-008, tag 274): how the camera was held.
    private static SKBitmap Turned(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return bitmap;
        using (bitmap)
        {
            var sideways = origin >= SKEncodedOrigin.LeftTop;
            var (width, height) = sideways ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
            var turned = new SKBitmap(bitmap.Info.WithSize(width, height));
            using var canvas = new SKCanvas(turned);
            canvas.Clear(SKColors.Transparent);
            canvas.SetMatrix(origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
            });
            canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return turned;
        }
    }

    // Without a colour space, which means sRGB: with one, the encoder would write a profile.
    private static byte[] Encode(SKBitmap bitmap)
    {
        using var pixels = new SKPixmap(bitmap.Info.WithColorSpace(null), bitmap.GetPixels(), bitmap.RowBytes);
        using var encoded = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality))
            ?? throw new InvalidOperationException("A picture could not be encoded.");
        return encoded.ToArray();
    }
}
