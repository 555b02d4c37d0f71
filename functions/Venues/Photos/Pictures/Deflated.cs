using System.IO.Compression;

namespace QNom.Venues.Photos.Pictures;

/// <summary>Expands what is compressed inside a PNG, never further than it may be.</summary>
internal static class Deflated
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Expands a short stream.</summary>
    /// <param name="packed">A zlib stream.</param>
    /// <param name="most">The most bytes that may come of it.</param>
    /// <exception cref="PictureRefusedException">More would come of it, or it is none.</exception>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> packed, int most)
    {
        var expanded = new MemoryStream();
        Expand(PackedStream.Of(packed), part =>
        {
            PictureRefusedException.Unless(expanded.Length + part.Length <= most, PhotoFlaw.ExpandsTooFar);
            expanded.Write(part);
        });
        return expanded.GetBuffer().AsSpan(0, (int)expanded.Length);
    }

    /// <summary>Goes through a stream, keeping nothing, and requires its exact size and that nothing follows it.</summary>
    /// <exception cref="PictureRefusedException">It is smaller or larger, or none, or something follows.</exception>
    public static void RequireExactly(PackedStream packed, long size)
    {
        var length = 0L;
        Expand(packed, part =>
        {
            length += part.Length;
            PictureRefusedException.Unless(length <= size, PhotoFlaw.ExpandsTooFar);
        });
        PictureRefusedException.Unless(length == size, PhotoFlaw.Truncated);
        PictureRefusedException.Unless(packed.Position == packed.Length, PhotoFlaw.TrailingData);
    }

    private delegate void Part(ReadOnlySpan<byte> part);

    private static void Expand(PackedStream packed, Part keep)
    {
        using var expanding = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[BufferSize];
        try
        {
            while (expanding.Read(buffer) is var count and > 0)
                keep(buffer.AsSpan(0, count));
        }
        catch (InvalidDataException)
        {
            throw new PictureRefusedException(PhotoFlaw.Malformed);
        }
    }
}

/// <summary>
/// Compressed bytes that tell where their reader stopped: the last of them are handed out one by one, because whoever
/// expands them reads ahead and does not say how far it needed to.
/// </summary>
internal sealed class PackedStream : MemoryStream
{
    // More than any reader takes at once.
    private const int OneByOne = 64 * 1024;

    /// <summary>The bytes, from their beginning.</summary>
    public static PackedStream Of(ReadOnlySpan<byte> bytes)
    {
        var stream = new PackedStream();
        stream.Write(bytes);
        stream.Position = 0;
        return stream;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Most(count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // The base class reads spans through arrays when it is derived from, which would come here again.
        var rented = new byte[Most(buffer.Length)];
        var count = base.Read(rented, 0, rented.Length);
        rented.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    private int Most(int count) => Length - Position > OneByOne ? (int)Math.Min(count, Length - Position - OneByOne) : Math.Min(count, 1);
}
