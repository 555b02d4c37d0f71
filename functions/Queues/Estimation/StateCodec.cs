namespace QNom.Queues.Estimation;

/// <summary>The stored form of a state: a version byte, the tables, the remembered evidence. Little-endian.</summary>
internal static class StateCodec
{
    private const double FixedUnit = 4096;
    private const double ShortUnit = 10_000;

    public static byte[] Write(EstimatorState state)
    {
        using var stream = new MemoryStream(capacity: 3072);
        using var writer = new BinaryWriter(stream);
        writer.Write(StateLayout.Version);
        writer.Write(state.At?.ToUnixTimeSeconds() ?? long.MinValue);
        foreach (var segment in StateLayout.Current.Segments)
        {
            for (var i = 0; i < segment.Length; i++)
                Write(writer, segment.At(state.Cells, i), segment.Precision);
        }

        writer.Write((byte)state.RecentCount);
        foreach (ref readonly var evidence in state.Recent.AsSpan(0, state.RecentCount))
            Write(writer, evidence);
        writer.Write((byte)state.PostedCount);
        foreach (ref readonly var posted in state.Posted.AsSpan(0, state.PostedCount))
        {
            WriteTime(writer, posted.At);
            writer.Write((ushort)(Round(posted.X * ShortUnit / 2) * 2 + (posted.Learned ? 1 : 0)));
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Another version wrote it, or nobody did.</exception>
    /// <exception cref="EndOfStreamException">It was cut off.</exception>
    public static EstimatorState Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadByte() is var version && version != StateLayout.Version)
            throw new InvalidDataException($"The state has version {version}; this is version {StateLayout.Version}.");
        var state = new EstimatorState();
        var at = reader.ReadInt64();
        state.At = at == long.MinValue ? null : DateTimeOffset.FromUnixTimeSeconds(at);
        foreach (var segment in StateLayout.Current.Segments)
        {
            for (var i = 0; i < segment.Length; i++)
                segment.At(state.Cells, i) = Read(reader, segment.Precision);
        }

        StateLayout.Current.Visits.Correction.Complete(state.Cells);
        StateLayout.Current.SignCorrection.Complete(state.Cells);
        state.RecentCount = Count(reader, state.Recent.Length);
        for (var i = 0; i < state.RecentCount; i++)
            state.Recent[i] = ReadEvidence(reader);
        state.PostedCount = Count(reader, state.Posted.Length);
        for (var i = 0; i < state.PostedCount; i++)
        {
            var time = ReadTime(reader);
            var packed = reader.ReadUInt16();
            state.Posted[i] = new Posted(time, (packed & ~1) / ShortUnit, (packed & 1) == 1);
        }

        return state;
    }

    private static int Count(BinaryReader reader, int most) => reader.ReadByte() is var count && count <= most
        ? count
        : throw new InvalidDataException("More is remembered than can be.");

    private static void Write(BinaryWriter writer, double value, Precision precision)
    {
        switch (precision)
        {
            case Precision.Fixed:
                writer.Write((short)Math.Clamp(Round(value * FixedUnit), short.MinValue, short.MaxValue));
                break;
            case Precision.Half:
                writer.Write((Half)value);
                break;
            case Precision.Single:
                writer.Write((float)value);
                break;
            default:
                writer.Write(value);
                break;
        }
    }

    private static double Read(BinaryReader reader, Precision precision) => precision switch
    {
        Precision.Fixed => reader.ReadInt16() / FixedUnit,
        Precision.Half => (double)reader.ReadHalf(),
        Precision.Single => reader.ReadSingle(),
        _ => reader.ReadDouble(),
    };

    private static void Write(BinaryWriter writer, in Remembered evidence)
    {
        WriteTime(writer, evidence.At);
        writer.Write((ushort)Round((evidence.Known - evidence.At) * 60));
        writer.Write((ushort)Round(evidence.X * ShortUnit));
        writer.Write((byte)((int)evidence.Kind
            | (evidence.Timed ? 8 : 0) | (evidence.Counted ? 16 : 0) | (evidence.Learned ? 32 : 0) | (evidence.Vouched ? 64 : 0)));
        writer.Write(evidence.Trust);
        writer.Write((short)evidence.QueueLength);
        writer.Write((Half)evidence.VisitResidual);
        writer.Write((Half)evidence.SignResidual);
        writer.Write((Half)evidence.Minutes);
    }

    private static Remembered ReadEvidence(BinaryReader reader)
    {
        var (at, seconds, x, flags) = (reader.ReadInt32(), reader.ReadUInt16(), reader.ReadUInt16() / ShortUnit, reader.ReadByte());
        var (kind, timed, counted) = ((SourceKind)(flags & 7), (flags & 8) != 0, (flags & 16) != 0);
        var trust = reader.ReadByte();
        return new Remembered
        {
            At = at / 60.0,
            Known = (at + (long)seconds) / 60.0,
            X = x,
            Kind = kind,
            Timed = timed,
            Counted = counted,
            Weight = EstimatorModel.Weight(kind, counted, timed) * trust / 100,
            Trust = trust,
            Learned = (flags & 32) != 0,
            Vouched = (flags & 64) != 0,
            QueueLength = reader.ReadInt16(),
            VisitResidual = (double)reader.ReadHalf(),
            SignResidual = (double)reader.ReadHalf(),
            Minutes = (double)reader.ReadHalf(),
        };
    }

    // Times are whole seconds.
    private static void WriteTime(BinaryWriter writer, double time) => writer.Write((int)Round(time * 60));

    private static double ReadTime(BinaryReader reader) => reader.ReadInt32() / 60.0;

    private static double Round(double value) => Math.Round(value, MidpointRounding.AwayFromZero);
}
