namespace QNom.Venues.Photos.Pictures;

/// <summary>The formats that are read.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    Webp,
}

/// <summary>What a file says of itself, before anything is decoded.</summary>
/// <param name="Format">Its format, by its content.</param>
/// <param name="Width">Its width in pixels, as it is stored.</param>
/// <param name="Height">Its height in pixels, as it is stored.</param>
/// <param name="HeldWhole">Whether its decoder needs memory for all of it at once.</param>
internal sealed record PictureHeader(PictureFormat Format, int Width, int Height, bool HeldWhole)
{
    private static ReadOnlySpan<byte> Riff => "RIFF"u8;

    /// <summary>
    /// Goes through a file from its first byte to its last and lets it through only if it is one whole picture and nothing
    /// else, of a size that may be decoded.
    /// </summary>
    /// <exception cref="PictureRefusedException">It is not.</exception>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var header =
            file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? JpegStructure.Read(file)
            : file.StartsWith(PngStructure.Signature) ? PngStructure.Read(file)
            : file.StartsWith(Riff) ? WebpStructure.Read(file)
            : throw new PictureRefusedException(PhotoFlaw.UnknownFormat);
        ForeignContent.Refuse(file);
        return header;
    }

    /// <summary>Refuses what is too large to be decoded; called as soon as the dimensions are known.</summary>
    public PictureHeader Bounded()
    {
        PictureRefusedException.Unless(Width > 0 && Height > 0, PhotoFlaw.Malformed);
        var most = HeldWhole ? PictureLimits.MostPixelsHeldWhole : PictureLimits.MostPixels;
        PictureRefusedException.Unless(
            Math.Max(Width, Height) <= PictureLimits.LongestSide && (long)Width * Height <= most, PhotoFlaw.TooManyPixels);
        return this;
    }
}
