namespace QNom.Queues.Estimation;

/// <summary>A place between two neighbours of a table: the value is interpolated linearly.</summary>
internal readonly record struct Place(int Lower, int Upper, double UpperShare)
{
    public double LowerShare => 1 - UpperShare;

    /// <summary>Where a value lies among ascending knots; beyond the ends it is at the end.</summary>
    public static Place Among(ReadOnlySpan<double> knots, double value)
    {
        if (value <= knots[0])
            return new Place(0, 1, 0);
        if (value >= knots[^1])
            return new Place(knots.Length - 2, knots.Length - 1, 1);
        var lower = 0;
        while (value > knots[lower + 1])
            lower++;
        return new Place(lower, lower + 1, (value - knots[lower]) / (knots[lower + 1] - knots[lower]));
    }
}

/// <summary>
/// Local wall-clock time as minutes since Monday 3 January 2000, 0:00. The estimator computes with these, because what
/// repeats in a queue repeats by the local hour and day.
/// </summary>
internal static class LocalTime
{
    public const double Day = 1440;

    private static readonly DateTime Monday = new(2000, 1, 3);

    /// <summary>To the second: what a stored state remembers, too.</summary>
    public static double Of(DateTimeOffset at, TimeSpan utcOffset) =>
        Math.Floor((at.UtcDateTime + utcOffset - Monday).TotalSeconds) / 60;

    public static DateTimeOffset ToInstant(double minutes, TimeSpan utcOffset) =>
        new DateTimeOffset(Monday.AddSeconds(Math.Round(minutes * 60)), utcOffset).ToUniversalTime();

    public static int DayOf(double minutes) => (int)Math.Floor(minutes / Day);

    /// <summary>0 is Monday.</summary>
    public static int Weekday(double minutes) => ((DayOf(minutes) % 7) + 7) % 7;

    public static double MinuteOfDay(double minutes) => minutes - DayOf(minutes) * Day;

    /// <summary>The place in a table with equal parts of the day, each standing for its middle.</summary>
    public static Place InDay(double minutes, int parts)
    {
        var position = MinuteOfDay(minutes) / Day * parts - 0.5;
        var lower = (int)Math.Floor(position);
        // Before the first middle and after the last one it is between those two.
        return new Place(lower < 0 ? parts - 1 : lower, lower + 1 == parts ? 0 : lower + 1, position - lower);
    }
}
