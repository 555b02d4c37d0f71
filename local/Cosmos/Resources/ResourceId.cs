using System.Buffers.Binary;

namespace QNom.Local.Cosmos.Resources;

/// <summary>
/// The service's internal identifiers (<c>_rid</c>): base64 with '-' for '/'. 4 bytes name a database, 8 a container
/// (high bit of the fifth set), 16 a document or partition key range (told apart by the top four bits), 3 an offer.
/// </summary>
internal static class ResourceId
{
    private const byte ContainerBit = 0x80;
    private const ulong PartitionKeyRangeType = 0x5UL << 60;

    public static string OfDatabase(long database)
    {
        Span<byte> bytes = stackalloc byte[4];
        WriteDatabase(bytes, database);
        return Encode(bytes);
    }

    public static string OfContainer(long database, long container)
    {
        Span<byte> bytes = stackalloc byte[8];
        WriteContainer(bytes, database, container);
        return Encode(bytes);
    }

    public static string OfDocument(long database, long container, long document) =>
        OfChild(database, container, (ulong)document);

    public static string OfPartitionKeyRange(long database, long container) =>
        OfChild(database, container, PartitionKeyRangeType);

    /// <summary>An offer's identifier; an offer belongs to one container and takes its number.</summary>
    public static string OfOffer(long container) =>
        Encode([(byte)(container >> 16), (byte)(container >> 8), (byte)container]);

    private static string OfChild(long database, long container, ulong child)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteContainer(bytes, database, container);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], child);
        return Encode(bytes);
    }

    private static void WriteDatabase(Span<byte> bytes, long database) =>
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)database);

    private static void WriteContainer(Span<byte> bytes, long database, long container)
    {
        WriteDatabase(bytes, database);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], (uint)container);
        bytes[4] |= ContainerBit;
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
