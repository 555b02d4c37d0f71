namespace QNom.Queues.Estimation;

/// <summary>Who says something about a queue.</summary>
public enum SourceKind
{
    /// <summary>A diner.</summary>
    Crowd,

    /// <summary>The stall or its system.</summary>
    Partner,

    /// <summary>A device that counts.</summary>
    Sensor,

    /// <summary>What this venue was like at this time of the week before.</summary>
    History,
}

/// <summary>One thing that was said about a queue.</summary>
/// <param name="At">When it was true.</param>
/// <param name="Kind">Who says it.</param>
/// <param name="WaitMinutes">The wait of someone who joins at that time, in minutes; null if only people were counted.</param>
/// <param name="QueueLength">How many people are ahead of someone who joins at that time; null if it was not said.</param>
public sealed record Evidence(DateTimeOffset At, SourceKind Kind, double? WaitMinutes, int? QueueLength);
