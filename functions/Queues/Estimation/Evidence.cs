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

/// <summary>
/// One thing that was said about a queue. A partner's wait is a posted sign: one of a stream, to be calibrated. Any other
/// wait is a guess, unless it was timed.
/// </summary>
/// <param name="At">When it was true; for a timed visit when it began.</param>
/// <param name="Kind">Who says it.</param>
/// <param name="WaitMinutes">The wait of someone who joins at that time, in minutes; null if only people were counted.</param>
/// <param name="QueueLength">How many people are ahead of someone who joins at that time; null if it was not said.</param>
/// <param name="Timed">The wait was measured from joining to being served, and so became known only then.</param>
/// <param name="Trust">
/// What who says it has earned, 0 to 1.25, where 1 is the usual: what the evidence weighs is multiplied by it. See Trust.
/// </param>
/// <param name="Vouched">An operator has looked into it: it is believed as far as a measured wait is.</param>
public readonly record struct Evidence(
    DateTimeOffset At, SourceKind Kind, double? WaitMinutes, int? QueueLength, bool Timed = false, double Trust = 1, bool Vouched = false)
{
    /// <summary>Whether it is one of a stream of posted waits.</summary>
    public bool IsPosted => Kind == SourceKind.Partner && WaitMinutes is not null && !Timed;
}
