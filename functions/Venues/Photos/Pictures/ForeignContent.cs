using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace QNom.Venues.Photos.Pictures;

/// <summary>
/// Finds what makes a picture something else as well: an archive, a program, a document, a page or a script, wherever in the
/// file it hides. Renditions are made of pixels alone, so nothing of it could be published; but nobody uploads such a file
/// by accident. Signatures are long enough not to occur in the noise of compressed pixels by chance.
/// </summary>
internal static class ForeignContent
{
    private static readonly SearchValues<string> Pages = SearchValues.Create(
        ["<script", "<html>", "<html ", "<!doctype", "<iframe", "<?php ", "<?php\n", "<?php\r", "javascript:", "onerror="],
        StringComparison.OrdinalIgnoreCase);

    private static readonly byte[][] Files =
    [
        [.. "Rar!"u8, 0x1A, 0x07],
        [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C],
        [.. "%PDF-1."u8],
        [.. "%PDF-2."u8],
        [0x7F, .. "ELF"u8, 1, 1, 1],
        [0x7F, .. "ELF"u8, 2, 1, 1],
        [.. "This program cannot be run in DOS mode"u8],
        [.. "__HALT_COMPILER"u8],
    ];

    private static ReadOnlySpan<byte> ZipEntry => [(byte)'P', (byte)'K', 3, 4];

    /// <summary>Refuses a file, or a text from one, that holds such a thing.</summary>
    /// <exception cref="PictureRefusedException">It does.</exception>
    public static void Refuse(ReadOnlySpan<byte> content)
    {
        foreach (var file in Files)
            PictureRefusedException.Unless(content.IndexOf(file) < 0, PhotoFlaw.ForeignContent);
        PictureRefusedException.Unless(!HoldsZipEntry(content) && !HoldsPage(content), PhotoFlaw.ForeignContent);
    }

    // Four bytes may be chance; with a version and a method that exist they are not. Every kind of zip, jar and office file has one.
    private static bool HoldsZipEntry(ReadOnlySpan<byte> content)
    {
        for (var rest = content; rest.IndexOf(ZipEntry) is var at and >= 0; rest = rest[(at + 4)..])
        {
            if (rest.Length >= at + 10
                && BinaryPrimitives.ReadUInt16LittleEndian(rest[(at + 4)..]) <= 63
                && BinaryPrimitives.ReadUInt16LittleEndian(rest[(at + 8)..]) is 0 or 8 or 9 or 12 or 14 or 93 or 95)
            {
                return true;
            }
        }

        return false;
    }

    // Read in overlapping parts: the text of all of it at once would be twice as large as the file.
    private static bool HoldsPage(ReadOnlySpan<byte> content)
    {
        const int Part = 64 * 1024;
        const int Overlap = 16;
        var text = new char[Part + Overlap];
        for (var at = 0; at < content.Length; at += Part)
        {
            var length = Encoding.Latin1.GetChars(content.Slice(at, Math.Min(Part + Overlap, content.Length - at)), text);
            if (text.AsSpan(0, length).ContainsAny(Pages))
                return true;
        }

        return false;
    }
}
