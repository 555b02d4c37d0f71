using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Queues.Truths;

/// <summary>Keeps a venue's accuracy in a JSON document: one base64 string with a version byte. Little-endian.</summary>
public sealed class VenueAccuracyConverter : JsonConverter<VenueAccuracy>
{
    private const byte Version = 1;
    private const ushort NoWait = ushort.MaxValue;

    /// <inheritdoc/>
    public override VenueAccuracy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Read(reader.GetBytesFromBase64());
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or EndOfStreamException or InvalidDataException)
        {
            throw new JsonException("This is no venue's accuracy.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, VenueAccuracy value, JsonSerializerOptions options)
    {
        using var stream = new MemoryStream(capacity: 768);
        using var bytes = new BinaryWriter(stream);
        bytes.Write(Version);
        var all = value.All;
        bytes.Write(all.N);
        bytes.Write(all.Absolute);
        bytes.Write(all.Signed);
        bytes.Write(all.Within5);
        bytes.Write(all.Covered);
        bytes.Write(all.Near);
        bytes.Write(all.Confidence);
        bytes.Write((byte)value.Newest.Count);
        foreach (var truth in value.Newest)
        {
            bytes.Write((short)Math.Round(truth.Error * 10));
            bytes.Write((byte)(truth.Confidence | (truth.Covered ? 128 : 0)));
            bytes.Write(truth.Near);
        }

        bytes.Write((byte)value.Shown.Count);
        foreach (var shown in value.Shown)
        {
            bytes.Write(shown.At);
            bytes.Write(shown.Until);
            bytes.Write((ushort)(shown.Wait?.Likely ?? NoWait));
            bytes.Write((ushort)(shown.Wait?.Low ?? NoWait));
            bytes.Write((ushort)(shown.Wait?.High ?? NoWait));
            bytes.Write(shown.Confidence);
        }

        bytes.Flush();
        writer.WriteBase64StringValue(stream.ToArray());
    }

    private static VenueAccuracy Read(byte[] stored)
    {
        using var bytes = new BinaryReader(new MemoryStream(stored));
        if (bytes.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"The accuracy has version {version}; this is version {Version}.");
        var all = new AccuracyTally(
            bytes.ReadInt32(), bytes.ReadDouble(), bytes.ReadDouble(), bytes.ReadInt32(), bytes.ReadInt32(), bytes.ReadInt32(), bytes.ReadDouble());
        var newest = new TruthEntry[bytes.ReadByte()];
        for (var i = 0; i < newest.Length; i++)
        {
            var (error, packed) = (bytes.ReadInt16() / 10.0, bytes.ReadByte());
            newest[i] = new TruthEntry(error, packed >= 128, bytes.ReadBoolean(), (byte)(packed & 127));
        }

        var shown = new ShownEntry[bytes.ReadByte()];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = new ShownEntry(bytes.ReadUInt32(), bytes.ReadUInt32(), ReadWait(bytes), bytes.ReadByte());
        return new VenueAccuracy { All = all, Newest = newest, Shown = shown };
    }

    private static WaitRange? ReadWait(BinaryReader bytes)
    {
        var (likely, low, high) = (bytes.ReadUInt16(), bytes.ReadUInt16(), bytes.ReadUInt16());
        return likely == NoWait ? null : new WaitRange(likely, low, high);
    }
}
