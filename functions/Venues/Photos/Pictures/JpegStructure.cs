using System.Buffers.Binary;

namespace QNom.Venues.Photos.Pictures;

/// <summary>
/// Walks over the segments of a JPEG (ITU-T T.81, annex B) without decoding them: Huffman-coded, eight bits, one frame,
/// ended by its EOI. What follows must be images that an index at the beginning (CIPA DC-007, "MPF") announces, as phones
/// append them for bright screens; they are never decoded, and dropped like all else that is not the picture.
/// </summary>
internal static class JpegStructure
{
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;
    private const byte App2 = 0xE2;
    private const int MostAppended = 4;

    private static ReadOnlySpan<byte> Index => "MPF\0"u8;

    /// <summary>Reads the structure of a whole file.</summary>
    /// <exception cref="PictureRefusedException">It is not one sound image.</exception>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var (header, end, announces) = ReadImage(file);
        var rest = file[end..];
        for (var appended = 0; !rest.IsEmpty; appended++)
        {
            PictureRefusedException.Unless(
                announces && appended < MostAppended && rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]), PhotoFlaw.TrailingData);
            rest = rest[ReadImage(rest).End..];
        }

        return header;
    }

    private static (PictureHeader Header, int End, bool Announces) ReadImage(ReadOnlySpan<byte> file)
    {
        PictureHeader? frame = null;
        var (at, scans, announces) = (2, 0, false);
        for (var parts = 0; parts < PictureLimits.MostParts; parts++)
        {
            var marker = NextMarker(file, ref at);
            if (marker == Eoi)
            {
                PictureRefusedException.Unless(scans > 0, PhotoFlaw.Malformed);
                return ((frame! with { HeldWhole = frame.HeldWhole || scans > 1 }).Bounded(), at, announces);
            }

            var segment = Segment(file, ref at);
            if (IsFrame(marker))
            {
                PictureRefusedException.Unless(frame is null, PhotoFlaw.Malformed);
                frame = Frame(marker, segment).Bounded();
            }
            else if (marker == Sos)
            {
                PictureRefusedException.Unless(frame is not null, PhotoFlaw.Malformed);
                PictureRefusedException.Unless(++scans <= PictureLimits.MostScans, PhotoFlaw.ExpandsTooFar);
                at = EndOfScan(file, at);
            }
            else
            {
                // Tables, application data and comments; restart markers, a second SOI and the like stand only elsewhere.
                PictureRefusedException.Unless(marker is 0xC4 or 0xDB or 0xDD or 0xFE or (>= 0xE0 and <= 0xEF), PhotoFlaw.Malformed);
                announces |= marker == App2 && segment.StartsWith(Index);
            }
        }

        throw new PictureRefusedException(PhotoFlaw.Malformed);
    }

    // SOF0 to SOF2; others are lossless, differential or arithmetic, which no browser shows.
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    private static PictureHeader Frame(byte marker, ReadOnlySpan<byte> segment)
    {
        PictureRefusedException.Unless(
            segment.Length >= 6 && segment[0] == 8 && segment[5] is 1 or 3 or 4 && segment.Length == 6 + (3 * segment[5]),
            PhotoFlaw.Malformed);
        return new PictureHeader(
            PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            HeldWhole: marker == 0xC2);
    }

    // A marker is 0xFF, any number of them, and a byte that is neither 0x00 nor 0xFF.
    private static byte NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        PictureRefusedException.Unless(at < file.Length, PhotoFlaw.Truncated);
        PictureRefusedException.Unless(file[at] == 0xFF, PhotoFlaw.Malformed);
        while (at < file.Length && file[at] == 0xFF)
            at++;
        PictureRefusedException.Unless(at < file.Length, PhotoFlaw.Truncated);
        return file[at++];
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file, ref int at)
    {
        PictureRefusedException.Unless(at + 2 <= file.Length, PhotoFlaw.Truncated);
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        PictureRefusedException.Unless(length >= 2, PhotoFlaw.Malformed);
        PictureRefusedException.Unless(at + length <= file.Length, PhotoFlaw.Truncated);
        var segment = file[(at + 2)..(at + length)];
        at += length;
        return segment;
    }

    // In coded data 0xFF is followed by 0x00, or by a restart marker; anything else is the next marker.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            PictureRefusedException.Unless(next >= 0 && at + next + 1 < file.Length, PhotoFlaw.Truncated);
            at += next;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }
    }
}
