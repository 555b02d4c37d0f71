namespace QNom.Platform;

/// <summary>Asia/Singapore: UTC+8 all year since 1982, without daylight saving.</summary>
public static class SingaporeTime
{
    /// <summary>The offset from UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The wall clock in Singapore.</summary>
    public static DateTime Local(DateTimeOffset at) => at.ToOffset(Offset).DateTime;

    /// <summary>When a day begins there, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(default), Offset).ToUniversalTime();

    /// <summary>When the day ends there that a time is in: the next midnight, in UTC.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset at) =>
        new DateTimeOffset(Local(at).Date.AddDays(1), Offset).ToUniversalTime();
}
