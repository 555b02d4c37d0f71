namespace QNom.Local.Cosmos;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>429 with a time to wait; nothing is done.</summary>
    TooManyRequests,

    /// <summary>503; nothing is done.</summary>
    ServiceUnavailable,

    /// <summary>408 after <see cref="Fault.Delay"/>; nothing is done, though the caller cannot know.</summary>
    TimedOut,

    /// <summary>The answer comes <see cref="Fault.Delay"/> late.</summary>
    SlowAnswer,

    /// <summary>The connection breaks before anything is done.</summary>
    LostRequest,

    /// <summary>The request is carried out and committed, and then the connection breaks: the caller cannot know.</summary>
    LostResponse,
}

/// <summary>A fault and the requests that it meets. What is null meets all.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Only this operation. Null: any operation on items, never metadata.</summary>
    public CosmosOperation? Operation { get; init; }

    /// <summary>Only this container, by name.</summary>
    public string? Container { get; init; }

    /// <summary>Only this partition, in the log's form: a JSON array of one.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>How many requests pass before the first one that fails.</summary>
    public int After { get; init; }

    /// <summary>How many requests fail.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Which share of the requests that it would meet it does, at random, 0 to 1; those that it does not go on to the next fault.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How long an answer takes, for those that are late.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For 429: how long the caller is asked to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(10);
}

/// <summary>Faults on demand. The oldest fault that meets a request takes it.</summary>
public sealed class FaultInjection
{
    private Random chance = new(1);
    private readonly Lock gate = new();
    private readonly List<Armed> armed = [];

    /// <summary>Arms a fault.</summary>
    public void Inject(Fault fault)
    {
        lock (gate)
            armed.Add(new Armed(fault));
    }

    /// <summary>Until it is cleared, has a share of all operations on items go wrong, each kind of fault as often as the others.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="seed">The same seed, the same faults, as far as the requests are the same.</param>
    /// <param name="delay">How late what is late comes.</param>
    public void Storm(double share, int seed, TimeSpan delay)
    {
        lock (gate)
        {
            chance = new Random(seed);
            var (kinds, left) = (Enum.GetValues<FaultKind>(), 1.0);
            foreach (var kind in kinds)
            {
                // Of what those before it left.
                armed.Add(new Armed(new Fault(kind) { Times = int.MaxValue, Share = share / kinds.Length / left, Delay = delay }));
                left -= share / kinds.Length;
            }
        }
    }

    /// <summary>Disarms all faults.</summary>
    public void Clear()
    {
        lock (gate)
            armed.Clear();
    }

    internal Fault? Take(CosmosOperation operation, string? container, string? partitionKey)
    {
        lock (gate)
        {
            var match = armed.Find(a =>
                a.Meets(operation, container, partitionKey) && (a.Fault.Share >= 1 || chance.NextDouble() < a.Fault.Share));
            if (match is null || match.Seen++ < match.Fault.After)
                return null;
            if (match.Seen == match.Fault.After + match.Fault.Times)
                armed.Remove(match);
            return match.Fault;
        }
    }

    private sealed class Armed(Fault fault)
    {
        public Fault Fault => fault;

        public int Seen { get; set; }

        public bool Meets(CosmosOperation operation, string? container, string? partitionKey) =>
            (fault.Operation is null ? operation != CosmosOperation.Metadata : fault.Operation == operation)
            && (fault.Container is null || fault.Container == container)
            && (fault.PartitionKey is null || fault.PartitionKey == partitionKey);
    }
}
