namespace QNom.Queues;

/// <summary>
/// That a source has said the same ever since: a sign that nobody changes, a counter that is stuck and a till that stamps
/// its zero anew all night look like news, and are none. Small enough to be part of a head.
/// </summary>
/// <param name="WaitMinutes">The wait it says; null if it says none.</param>
/// <param name="QueueLength">The people it counts; null if it does not.</param>
/// <param name="Since">When it said so first, UTC.</param>
/// <param name="At">When it said so last, UTC.</param>
public sealed record Repetition(int? WaitMinutes, int? QueueLength, DateTimeOffset Since, DateTimeOffset At)
{
    // Of 186,114 runs of one posted wait at seven queues (docs/waits.md, before 2019) 99.2% were over by then, and 97% of all
    // posted time lies before it. A sign that says zero was rarely seen: most stood there for less than an hour.
    private static readonly TimeSpan LongestSign = TimeSpan.FromMinutes(120);
    private static readonly TimeSpan LongestEmpty = TimeSpan.FromMinutes(60);

    // A queue with people in it comes and goes person by person: a count that stays is no count.
    private static readonly TimeSpan LongestCount = TimeSpan.FromMinutes(40);

    // A source that was silent for so long starts anew: the next day may begin as the last one ended.
    private static readonly TimeSpan Pause = TimeSpan.FromHours(3);

    /// <summary>What a source has repeated after it spoke again.</summary>
    /// <param name="before">What it had repeated until then; null if it never spoke.</param>
    /// <param name="waitMinutes">The wait it says now.</param>
    /// <param name="queueLength">The people it counts now.</param>
    /// <param name="at">When.</param>
    public static Repetition After(Repetition? before, int? waitMinutes, int? queueLength, DateTimeOffset at) =>
        before is not null && before.WaitMinutes == waitMinutes && before.QueueLength == queueLength && at - before.At < Pause
            ? before with { At = at }
            : new Repetition(waitMinutes, queueLength, at, at);

    /// <summary>
    /// What is left of the source's weight: 1 for the first half of the longest time for which a live source says the same,
    /// 0 from its end on.
    /// </summary>
    public double Trust => Math.Clamp(2 - 2 * ((At - Since) / Longest), 0, 1);

    private TimeSpan Longest => (WaitMinutes ?? QueueLength) switch
    {
        0 => LongestEmpty,
        _ when WaitMinutes is null => LongestCount,
        _ => LongestSign,
    };
}
