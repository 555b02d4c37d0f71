namespace QNom.Queues.Estimation;

/// <summary>A time with its places in tables by hour and by day, which several terms look up.</summary>
internal readonly struct Moment
{
    private Moment(double time)
    {
        At = time;
        var day = LocalTime.DayOf(time);
        Minute = time - day * LocalTime.Day;
        Hour = LocalTime.InDay(Minute, 24);
        Weekday = LocalTime.WeekdayOf(day);
    }

    /// <summary>When, as <see cref="LocalTime"/>.</summary>
    public double At { get; }

    /// <summary>Of the day.</summary>
    public double Minute { get; }

    /// <summary>The place in a table by hour of the day.</summary>
    public Place Hour { get; }

    /// <summary>0 is Monday.</summary>
    public int Weekday { get; }

    /// <summary>Saturday or Sunday.</summary>
    public bool IsWeekend => Weekday >= 5;

    /// <param name="time">As <see cref="LocalTime"/>.</param>
    public static Moment Of(double time) => new(time);
}
