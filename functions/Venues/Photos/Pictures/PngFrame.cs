using System.Buffers.Binary;

namespace QNom.Venues.Photos.Pictures;

/// <summary>What the first chunk of a PNG says.</summary>
/// <param name="Header">Format and dimensions.</param>
/// <param name="BitsPerPixel">1 to 64.</param>
/// <param name="Interlaced">Whether it comes in the seven passes of Adam7.</param>
internal sealed record PngFrame(PictureHeader Header, int BitsPerPixel, bool Interlaced)
{
    // First column and row of each pass, and the steps from one to the next.
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>How many bytes its pixels are once they are unpacked: each row has one more, for its filter.</summary>
    public long UnpackedBytes => Interlaced
        ? Adam7.Sum(pass => Rows(Steps(Header.Width, pass.X, pass.StepX), Steps(Header.Height, pass.Y, pass.StepY)))
        : Rows(Header.Width, Header.Height);

    /// <summary>Reads an IHDR chunk.</summary>
    public static PngFrame Read(ReadOnlySpan<byte> data)
    {
        PictureRefusedException.Unless(data.Length == 13, PhotoFlaw.Malformed);
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        PictureRefusedException.Unless(width <= int.MaxValue && height <= int.MaxValue, PhotoFlaw.Malformed);
        var (depth, colour) = (data[8], data[9]);
        var samples = (colour, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
            (2, 8 or 16) => 3,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => throw new PictureRefusedException(PhotoFlaw.Malformed),
        };
        PictureRefusedException.Unless(data[10] == 0 && data[11] == 0 && data[12] <= 1, PhotoFlaw.Malformed);
        return new PngFrame(
            new PictureHeader(PictureFormat.Png, (int)width, (int)height, HeldWhole: true), samples * depth, data[12] == 1);
    }

    private static long Steps(int size, int first, int step) => (size - first + step - 1L) / step;

    private long Rows(long width, long height) =>
        width == 0 || height == 0 ? 0 : height * (1 + (((width * BitsPerPixel) + 7) / 8));
}
