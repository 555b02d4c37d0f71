using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace QNom.Tests.Venues;

/// <summary>Makes pictures, and takes them apart.</summary>
internal static class PictureFiles
{
    /// <summary>Exif with an orientation and a place: 1.28033 N, 103.84475 E as it stands in photos of phones.</summary>
    public static byte[] Exif(int orientation = 1)
    {
        var tiff = new List<byte>();
        void Short(int value) => tiff.AddRange([(byte)value, (byte)(value >> 8)]);
        void Long(int value) => tiff.AddRange([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);
        void Entry(int tag, int type, int count, int value)
        {
            Short(tag);
            Short(type);
            Long(count);
            Long(value);
        }

        tiff.AddRange("II*\0"u8);
        Long(8);
        Short(2);
        Entry(0x0112, 3, 1, orientation);
        Entry(0x8825, 4, 1, 38);
        Long(0);
        Short(4);
        Entry(1, 2, 2, 'N');
        Entry(2, 5, 3, 92);
        Entry(3, 2, 2, 'E');
        Entry(4, 5, 3, 116);
        Long(0);
        foreach (var number in (int[])[1, 1, 16, 1, 49188, 1000, 103, 1, 50, 1, 41100, 1000])
            Long(number);
        tiff.AddRange("GPSCANARY-1.28033,103.84475"u8);
        return [.. tiff];
    }

    /// <summary>A picture with something on it: left half red, right half blue, with a green corner at the top left.</summary>
    public static SKBitmap Bitmap(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Red);
        using var paint = new SKPaint { Color = SKColors.Blue };
        canvas.DrawRect(width / 2f, 0, width, height, paint);
        paint.Color = SKColors.Lime;
        canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
        return bitmap;
    }

    public static byte[] Encoded(SKEncodedImageFormat format, int width = 400, int height = 300)
    {
        using var bitmap = Bitmap(width, height);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    public static byte[] Jpeg(int width = 400, int height = 300) => Encoded(SKEncodedImageFormat.Jpeg, width, height);

    public static byte[] Png(int width = 400, int height = 300) => Encoded(SKEncodedImageFormat.Png, width, height);

    public static byte[] Webp(int width = 400, int height = 300) => Encoded(SKEncodedImageFormat.Webp, width, height);

    /// <summary>A JPEG with a segment put after its first marker.</summary>
    public static byte[] WithSegment(this byte[] jpeg, byte marker, ReadOnlySpan<byte> content)
    {
        var segment = new byte[] { 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2) };
        return [.. jpeg[..2], .. segment, .. content, .. jpeg[2..]];
    }

    /// <summary>A JPEG whose frame says other dimensions.</summary>
    public static byte[] WithFrame(this byte[] jpeg, int width, int height)
    {
        byte[] changed = [.. jpeg];
        var frame = changed.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)width);
        return changed;
    }

    public static byte[] Chunk(string name, ReadOnlySpan<byte> data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), Crc32.HashToUInt32(named));
        return chunk;
    }

    /// <summary>A PNG with a chunk put behind its header.</summary>
    public static byte[] WithChunk(this byte[] png, string name, ReadOnlySpan<byte> data) => [.. png[..33], .. Chunk(name, data), .. png[33..]];

    /// <summary>A PNG made by hand, one byte a pixel.</summary>
    public static byte[] PngOf(int width, int height, byte[] packed) =>
        [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", Header(width, height, 8, 0)), .. Chunk("IDAT", packed), .. Chunk("IEND", [])];

    public static byte[] Header(int width, int height, byte depth, byte colour)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        return header;
    }

    /// <summary>So many zeros, compressed.</summary>
    public static byte[] Zeros(long count)
    {
        var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var part = new byte[64 * 1024];
            for (var left = count; left > 0; left -= part.Length)
                packing.Write(part, 0, (int)Math.Min(left, part.Length));
        }

        return packed.ToArray();
    }

    public static byte[] Packed(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(content);
        return packed.ToArray();
    }

    /// <summary>A WebP with a canvas, made of the pixels of another one and of more chunks.</summary>
    public static byte[] Extended(byte[] webp, int width, int height, byte flags, params (string Name, byte[] Data)[] chunks)
    {
        var body = new List<byte>();
        void Add(string name, byte[] data)
        {
            body.AddRange(Encoding.ASCII.GetBytes(name));
            var size = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(size, data.Length);
            body.AddRange(size);
            body.AddRange(data);
            if (data.Length % 2 == 1)
                body.Add(0);
        }

        byte[] canvas = [flags, 0, 0, 0, .. ThreeBytes(width - 1), .. ThreeBytes(height - 1)];
        Add("VP8X", canvas);
        body.AddRange(webp[12..]);
        foreach (var (name, data) in chunks)
            Add(name, data);
        return Riff([.. body]);
    }

    public static byte[] Riff(byte[] body)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, body.Length + 4);
        return [.. "RIFF"u8, .. size, .. "WEBP"u8, .. body];
    }

    public static byte[] Zip(string name, byte[] content)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
            entry.Write(content);
        return file.ToArray();
    }

    private static byte[] ThreeBytes(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
