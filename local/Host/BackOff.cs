namespace QNom.Local.Host;

/// <summary>
/// The pauses of a poll that finds nothing: some short ones first, so that a source with steady small traffic is never
/// waited for long, then doubling up to the longest. With five short pauses of 100 ms a queue may be silent for half a
/// second before its next message can wait longer than that.
/// </summary>
internal sealed class BackOff(TimeSpan shortest, TimeSpan longest, int shortPauses = 5)
{
    private int empty;

    /// <summary>The pause after one more empty poll.</summary>
    public TimeSpan Next()
    {
        var doublings = Math.Max(0, ++empty - shortPauses);

        // 2^20 times any useful pause is beyond any useful maximum, and shifting further would overflow.
        var pause = shortest * (1 << Math.Min(doublings, 20));
        return pause < longest ? pause : longest;
    }

    /// <summary>Something was found: the next pause is short again.</summary>
    public void Reset() => empty = 0;
}
