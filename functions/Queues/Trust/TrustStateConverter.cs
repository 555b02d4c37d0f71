using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Queues.Trust;

/// <summary>Keeps what is remembered of reporters in a JSON document: one base64 string with a version byte.</summary>
public sealed class TrustStateConverter : JsonConverter<TrustState>
{
    private const byte Version = 1;

    /// <inheritdoc/>
    public override TrustState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Read(reader.GetBytesFromBase64());
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or EndOfStreamException or InvalidDataException)
        {
            throw new JsonException("This is no state of trust.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TrustState value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(Write(value));

    internal static byte[] Write(TrustState state)
    {
        using var stream = new MemoryStream(capacity: 2048);
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write((byte)state.Standings.Count);
        foreach (var standing in state.Standings)
        {
            writer.Write(standing.Reporter);
            writer.Write((Half)standing.Error);
            writer.Write((Half)standing.Count);
            writer.Write((ushort)standing.Day);
        }

        writer.Write((byte)state.Reports.Count);
        foreach (var report in state.Reports)
        {
            writer.Write(report.ReportId.ToByteArray());
            writer.Write(report.Origin.Reporter);
            writer.Write(report.Origin.Network);
            writer.Write(report.Origin.Device);
            writer.Write((uint)report.At);
            writer.Write((uint)report.ReceivedAt);
            writer.Write(report.WaitHundredths);
            writer.Write((short)report.QueueLength);
            writer.Write(report.Weight);
            writer.Write((byte)((report.Timed ? 1 : 0) | (report.Origin.SignedUp ? 2 : 0) | ((int?)report.Held + 1 ?? 0) << 2));
        }

        writer.Flush();
        return stream.ToArray();
    }

    internal static TrustState Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"The state has version {version}; this is version {Version}.");
        var state = new TrustState();
        for (var left = Count(reader, TrustModel.RemembersReporters); left > 0; left--)
        {
            state.Standings.Add(new Standing
            {
                Reporter = reader.ReadUInt64(),
                Error = (double)reader.ReadHalf(),
                Count = (double)reader.ReadHalf(),
                Day = reader.ReadUInt16(),
            });
        }

        for (var left = Count(reader, TrustModel.RemembersReports); left > 0; left--)
            state.Reports.Add(ReadReport(reader));
        return state;
    }

    private static PendingReport ReadReport(BinaryReader reader)
    {
        var id = new Guid(reader.ReadBytes(16));
        var origin = new Origin(reader.ReadUInt64(), reader.ReadUInt32(), reader.ReadUInt32());
        var report = new PendingReport
        {
            ReportId = id,
            At = reader.ReadUInt32(),
            ReceivedAt = reader.ReadUInt32(),
            WaitHundredths = reader.ReadInt32(),
            QueueLength = reader.ReadInt16(),
            Weight = reader.ReadByte(),
        };
        var flags = reader.ReadByte();
        report.Origin = origin with { SignedUp = (flags & 2) != 0 };
        report.Timed = (flags & 1) != 0;
        report.Held = flags >> 2 == 0 ? null : (HeldReason)((flags >> 2) - 1);
        return report;
    }

    private static int Count(BinaryReader reader, int most) => reader.ReadByte() is var count && count <= most
        ? count
        : throw new InvalidDataException("More is remembered than can be.");
}
