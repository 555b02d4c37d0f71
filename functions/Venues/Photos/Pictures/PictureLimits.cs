namespace QNom.Venues.Photos.Pictures;

/// <summary>
/// How large a picture may be. Together they bound what one picture can cost: some 250 MB while it is decoded, and a few
/// seconds of one core.
/// </summary>
public static class PictureLimits
{
    /// <summary>The most bytes of a file. A signed address cannot limit an upload, so a larger file is deleted unread.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>The longest side in pixels.</summary>
    public const int LongestSide = 12_000;

    /// <summary>The most pixels: the 48 megapixels of a phone and a little more.</summary>
    public const int MostPixels = 50_000_000;

    /// <summary>
    /// The most pixels where a decoder holds the whole image: a PNG and a lossless WebP take four bytes a pixel, a JPEG of
    /// several scans six. All else is decoded row by row and made smaller on the way.
    /// </summary>
    public const int MostPixelsHeldWhole = 20_000_000;

    /// <summary>The most scans of a JPEG: encoders make about ten, and each costs a pass over all pixels.</summary>
    public const int MostScans = 64;

    /// <summary>The most bytes of a colour profile once it is expanded.</summary>
    public const int LargestProfile = 1024 * 1024;

    /// <summary>The most bytes of a text in a PNG once it is expanded.</summary>
    public const int LargestText = 256 * 1024;

    /// <summary>The most parts (segments, chunks) of a file.</summary>
    public const int MostParts = 10_000;
}
