namespace QNom.Queues.Estimation;

/// <summary>A place between two neighbours of a table: the value is interpolated linearly.</summary>
internal readonly record struct Place(int Lower, int Upper, double UpperShare)
{
    public double LowerShare => 1 - UpperShare;
}

/// <summary>
/// Local wall-clock time as minutes since Monday 3 January 2000, 0:00. The estimator computes with these, because what
/// repeats in a queue repeats by the local hour and day.
/// </summary>
internal static class LocalTime
{
    public const double Day = 1440;

    private static readonly long Monday = new DateTime(2000, 1, 3).Ticks;

    /// <summary>To the second: what a stored state remembers, too.</summary>
    public static double Of(DateTimeOffset at, TimeSpan utcOffset) =>
        (at.UtcTicks / TimeSpan.TicksPerSecond - (Monday - utcOffset.Ticks) / TimeSpan.TicksPerSecond) / 60.0;

    public static DateTimeOffset ToInstant(double minutes, TimeSpan utcOffset) =>
        new(Monday - utcOffset.Ticks + (long)Math.Round(minutes * 60) * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    // Half a second on: times are of whole seconds, and so a midnight cannot be taken for the day before.
    public static int DayOf(double minutes) => ToWhole((minutes + 0.5 / 60) * (1 / Day));

    /// <summary>0 is Monday.</summary>
    public static int WeekdayOf(int day) => ((day % 7) + 7) % 7;

    // What is rounded here is no more than an int can hold, so that need not be looked after.
    private static int ToWhole(double value) => double.ConvertToIntegerNative<int>(Math.Floor(value));

    /// <summary>The place in a table with equal parts of the day, each standing for its middle.</summary>
    public static Place InDay(double minuteOfDay, int parts)
    {
        var position = minuteOfDay * (parts / Day) - 0.5;
        var lower = ToWhole(position);
        // Before the first middle and after the last one it is between those two.
        return new Place(lower < 0 ? parts - 1 : lower, lower + 1 == parts ? 0 : lower + 1, position - lower);
    }
}
