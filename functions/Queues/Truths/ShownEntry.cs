using QNom.Queues.Estimation;

namespace QNom.Queues.Truths;

/// <summary>What was shown of a wait from a time on.</summary>
/// <param name="At">From when on, seconds since 1970.</param>
/// <param name="Until">Until when it was live, seconds since 1970; 0 if it was not.</param>
/// <param name="Wait">What was shown; null if no wait was.</param>
/// <param name="Confidence">As it was shown, in hundredths.</param>
internal sealed record ShownEntry(uint At, uint Until, WaitRange? Wait, byte Confidence)
{
    public static ShownEntry Of(QueueStatus status, DateTimeOffset now) => new(
        (uint)now.ToUnixTimeSeconds(), (uint)(status.ValidUntil?.ToUnixTimeSeconds() ?? 0), status.Wait,
        (byte)Math.Round(status.Confidence * 100));

    public bool HoldsAt(long time) => At <= time && (Until == 0 || time < Until);
}

/// <summary>A wait that came true, against what had been shown.</summary>
/// <param name="Error">What was shown less what came true, in minutes, to a tenth.</param>
/// <param name="Covered">Whether it was within the interval.</param>
/// <param name="Near">Whether the error was at most 5 minutes or 25%: what confidence is about.</param>
/// <param name="Confidence">As it was shown, in hundredths.</param>
internal readonly record struct TruthEntry(double Error, bool Covered, bool Near, byte Confidence)
{
    public static TruthEntry Of(ShownEntry shown, double minutes)
    {
        var (likely, low, high) = shown.Wait!;
        var error = likely - minutes;
        return new TruthEntry(
            Math.Round(Math.Clamp(error, -WaitScale.LongestMinutes, WaitScale.LongestMinutes), 1),
            minutes >= low && minutes <= high, Math.Abs(error) <= Math.Max(5, 0.25 * likely), shown.Confidence);
    }
}
