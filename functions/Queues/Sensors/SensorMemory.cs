namespace QNom.Queues.Sensors;

/// <summary>What is remembered of a sensor between its calls. Part of the head, the same size whatever it reads.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="At">Its newest reading, by its own clock: what is not later was read before.</param>
public sealed record SensorMemory(string SensorId, DateTimeOffset At)
{
    /// <summary>When the newest reading that told the estimator something was taken, by our clock; null if there was none.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>People in the queue at the newest reading: counted, or who came less who went.</summary>
    public int Length { get; init; }

    /// <summary>Since when it has read the same; null before the first reading.</summary>
    public Repetition? Repeated { get; init; }

    /// <summary>People served while there was a queue; fades with a half-life of 15 minutes.</summary>
    public double Served { get; init; }

    /// <summary>The minutes in which they were; fades likewise.</summary>
    public double BusyMinutes { get; init; }
}
