using System.Globalization;

namespace QNom.Payments.PayNow;

/// <summary>When a code stops being good, by the clock of Singapore: a whole day, or a second of it.</summary>
/// <param name="Day">The last day.</param>
/// <param name="Time">The last second of it; null for all of it.</param>
public readonly record struct PayNowExpiry(DateOnly Day, TimeOnly? Time = null)
{
    private const string DayFormat = "yyyyMMdd";
    private const string SecondFormat = "yyyyMMddHHmmss";

    /// <summary>The expiry at a moment, to the second.</summary>
    public static PayNowExpiry At(DateTimeOffset moment)
    {
        var local = Platform.SingaporeTime.Local(moment);
        return new PayNowExpiry(
            DateOnly.FromDateTime(local), new TimeOnly(local.Hour, local.Minute, local.Second));
    }

    /// <summary>Whether it is over.</summary>
    public bool HasPassed(DateTimeOffset now) =>
        Platform.SingaporeTime.Local(now) is var local && Time is { } time
            ? local >= Day.ToDateTime(time).AddSeconds(1)
            : local >= Day.ToDateTime(TimeOnly.MinValue).AddDays(1);

    /// <summary>8 digits, or 14.</summary>
    public string Write() => Time is { } time
        ? Day.ToDateTime(time).ToString(SecondFormat, CultureInfo.InvariantCulture)
        : Day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads 8 or 14 digits.</summary>
    /// <exception cref="FormatException">They are something else, or no date.</exception>
    public static PayNowExpiry Read(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new PayNowExpiry(day)
        : DateTime.TryParseExact(text, SecondFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var second)
            ? new PayNowExpiry(DateOnly.FromDateTime(second), TimeOnly.FromDateTime(second))
        : throw new FormatException("The expiry is neither 8 digits of a date nor 14 of a date and a time.");
}
