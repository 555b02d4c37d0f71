using System.Buffers.Binary;
using System.Text;

namespace QNom.Venues.Photos.Pictures;

/// <summary>
/// Walks over the chunks of a WebP (RFC 9649): as long as it says, known chunks only, one still image whose own dimensions are
/// those of the canvas.
/// </summary>
internal static class WebpStructure
{
    private const int Animation = 0b10;

    /// <summary>Reads the structure of a whole file.</summary>
    /// <exception cref="PictureRefusedException">It is not one sound image.</exception>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        PictureRefusedException.Unless(file.Length >= 20, PhotoFlaw.Truncated);
        PictureRefusedException.Unless(file[8..12].SequenceEqual("WEBP"u8), PhotoFlaw.UnknownFormat);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        PictureRefusedException.Unless(size <= file.Length, PhotoFlaw.Truncated);
        PictureRefusedException.Unless(size == file.Length, PhotoFlaw.TrailingData);

        (int Width, int Height)? canvas = null;
        PictureHeader? image = null;
        for (var at = 12; at < file.Length;)
        {
            var first = at == 12;
            // A simple file is one chunk of pixels; all else stands after a canvas.
            PictureRefusedException.Unless(first || canvas is not null, PhotoFlaw.Malformed);
            var data = Chunk(file, ref at, out var name);
            switch (name)
            {
                case "VP8X":
                    PictureRefusedException.Unless(first && data.Length == 10, PhotoFlaw.Malformed);
                    PictureRefusedException.Unless((data[0] & Animation) == 0, PhotoFlaw.Animated);
                    canvas = (1 + ReadUInt24(data[4..]), 1 + ReadUInt24(data[7..]));
                    break;
                case "VP8 " or "VP8L":
                    PictureRefusedException.Unless(image is null, PhotoFlaw.Malformed);
                    image = (name == "VP8L" ? Lossless(data) : Lossy(data)).Bounded();
                    break;
                case "ANIM" or "ANMF":
                    throw new PictureRefusedException(PhotoFlaw.Animated);
                case "ICCP":
                    PictureRefusedException.Unless(data.Length <= PictureLimits.LargestProfile, PhotoFlaw.ExpandsTooFar);
                    break;
                case "ALPH" or "EXIF" or "XMP ":
                    break;
                default:
                    throw new PictureRefusedException(PhotoFlaw.Malformed);
            }
        }

        PictureRefusedException.Unless(
            image is not null && (canvas is null || canvas == (image.Width, image.Height)), PhotoFlaw.Malformed);
        return image!;
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, scoped ref int at, out string name)
    {
        PictureRefusedException.Unless(at + 8 <= file.Length, PhotoFlaw.Truncated);
        name = Encoding.Latin1.GetString(file.Slice(at, 4));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
        at += 8;
        // A chunk of odd size is followed by a byte that makes it even.
        PictureRefusedException.Unless(size + (size & 1) <= file.Length - at, PhotoFlaw.Truncated);
        var data = file.Slice(at, (int)size);
        at += (int)(size + (size & 1));
        return data;
    }

    // A key frame of VP8 (RFC 6386, section 9.1).
    private static PictureHeader Lossy(ReadOnlySpan<byte> data)
    {
        PictureRefusedException.Unless(
            data.Length > 10 && (data[0] & 1) == 0 && data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]), PhotoFlaw.Malformed);
        PictureRefusedException.Unless(ReadUInt24(data) >> 5 <= data.Length - 10, PhotoFlaw.Truncated);
        return new PictureHeader(
            PictureFormat.Webp, BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF, HeldWhole: false);
    }

    // RFC 9649, section 3.4: 14 bits each, less one.
    private static PictureHeader Lossless(ReadOnlySpan<byte> data)
    {
        PictureRefusedException.Unless(data.Length > 5 && data[0] == 0x2F, PhotoFlaw.Malformed);
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        PictureRefusedException.Unless(bits >> 29 == 0, PhotoFlaw.Malformed);
        return new PictureHeader(
            PictureFormat.Webp, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF), HeldWhole: true);
    }

    private static int ReadUInt24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
