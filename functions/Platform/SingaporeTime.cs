namespace QNom.Platform;

/// <summary>Asia/Singapore: UTC+8 all year since 1982, without daylight saving.</summary>
public static class SingaporeTime
{
    /// <summary>The offset from UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The wall clock in Singapore.</summary>
    public static DateTime Local(DateTimeOffset at) => at.ToOffset(Offset).DateTime;
}
