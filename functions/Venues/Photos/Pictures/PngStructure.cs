using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace QNom.Venues.Photos.Pictures;

/// <summary>
/// Walks over the chunks of a PNG (W3C PNG, third edition): each checksum right, nothing after IEND, one frame, and what is
/// compressed exactly as large as it says, or as it may be.
/// </summary>
internal static class PngStructure
{
    private const int Critical = 0x20;

    /// <summary>The first eight bytes.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the structure of a whole file.</summary>
    /// <exception cref="PictureRefusedException">It is not one sound image.</exception>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        PngFrame? frame = null;
        var pixels = new PackedStream();
        var (at, ended) = (Signature.Length, false);
        for (var parts = 0; parts < PictureLimits.MostParts; parts++)
        {
            var data = Chunk(file, ref at, out var name);
            PictureRefusedException.Unless((frame is null) == (name == "IHDR"), PhotoFlaw.Malformed);
            ended |= name != "IDAT" && pixels.Length > 0;
            switch (name)
            {
                case "IHDR":
                    frame = PngFrame.Read(data);
                    frame.Header.Bounded();
                    break;
                case "IDAT":
                    PictureRefusedException.Unless(!ended, PhotoFlaw.Malformed);
                    pixels.Write(data);
                    break;
                case "IEND":
                    PictureRefusedException.Unless(data.IsEmpty, PhotoFlaw.Malformed);
                    PictureRefusedException.Unless(at == file.Length, PhotoFlaw.TrailingData);
                    pixels.Position = 0;
                    Deflated.RequireExactly(pixels, frame!.UnpackedBytes);
                    return frame.Header;
                default:
                    CheckOther(name, data);
                    break;
            }
        }

        throw new PictureRefusedException(PhotoFlaw.Malformed);
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, scoped ref int at, out string name)
    {
        const int Frame = 12;
        PictureRefusedException.Unless(at + Frame <= file.Length, PhotoFlaw.Truncated);
        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        PictureRefusedException.Unless(length <= file.Length - at - Frame, PhotoFlaw.Truncated);
        var checkedPart = file.Slice(at + 4, (int)length + 4);
        PictureRefusedException.Unless(checkedPart[..4].IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0, PhotoFlaw.Malformed);
        at += Frame + (int)length;
        PictureRefusedException.Unless(
            Crc32.HashToUInt32(checkedPart) == BinaryPrimitives.ReadUInt32BigEndian(file[(at - 4)..]), PhotoFlaw.Malformed);
        name = Encoding.ASCII.GetString(checkedPart[..4]);
        return checkedPart[4..];
    }

    private static void CheckOther(string name, ReadOnlySpan<byte> data)
    {
        switch (name)
        {
            case "PLTE":
                PictureRefusedException.Unless(data.Length is > 0 and <= 768 && data.Length % 3 == 0, PhotoFlaw.Malformed);
                break;
            case "acTL" or "fcTL" or "fdAT":
                throw new PictureRefusedException(PhotoFlaw.Animated);
            case "iCCP":
                Deflated.Read(AfterKeyword(data)[1..], PictureLimits.LargestProfile);
                break;
            case "zTXt":
                ForeignContent.Refuse(Deflated.Read(AfterKeyword(data)[1..], PictureLimits.LargestText));
                break;
            case "iTXt":
                var text = AfterKeyword(data);
                if (text[0] != 0)
                    ForeignContent.Refuse(Deflated.Read(AfterKeyword(AfterKeyword(text[2..])), PictureLimits.LargestText));
                break;
            default:
                // A decoder may skip what it does not know only if it is not critical.
                PictureRefusedException.Unless((name[0] & Critical) != 0, PhotoFlaw.Malformed);
                break;
        }
    }

    // What follows a text that ends with a zero; at least two bytes.
    private static ReadOnlySpan<byte> AfterKeyword(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        PictureRefusedException.Unless(end >= 0 && end + 2 < data.Length, PhotoFlaw.Malformed);
        return data[(end + 1)..];
    }
}
