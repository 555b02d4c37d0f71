namespace QNom.Venues.Hours;

/// <summary>
/// When a venue is open, as rules: the idea of OpenStreetMap's <c>opening_hours</c>, structured. A special day goes before a
/// public holiday, a public holiday before the day of the week; a closure goes before all.
/// </summary>
/// <param name="Weekly">Each line opens the venue on some days of the week; several lines on one day are split hours.</param>
/// <param name="PublicHolidays">The hours of public holidays: none for closed; null if they are days like any other.</param>
/// <param name="SpecialDays">Days with hours of their own: none for closed.</param>
/// <param name="Closures">Whole days on which it is closed: holidays of its own, works.</param>
public sealed record OpeningHours(
    IReadOnlyList<WeeklyHours> Weekly,
    IReadOnlyList<OpenSpan>? PublicHolidays = null,
    IReadOnlyList<SpecialDay>? SpecialDays = null,
    IReadOnlyList<DateRange>? Closures = null)
{
    /// <summary>The spans that begin on a day, in no order, as these rules say, closures aside.</summary>
    public IEnumerable<OpenSpan> On(DateOnly day) => SpansOn(day)
        ?? Weekly.Where(line => line.Days.Contains(day.DayOfWeek)).Select(line => new OpenSpan(line.Open, line.Close));

    /// <summary>The spans of a day that has hours of its own; null if it is a day of the week like any other.</summary>
    internal IReadOnlyList<OpenSpan>? SpansOn(DateOnly day)
    {
        foreach (var special in SpecialDays ?? [])
        {
            if (special.Date == day)
                return special.Spans;
        }

        return PublicHolidays is not null && Hours.PublicHolidays.Contains(day) ? PublicHolidays : null;
    }
}

/// <summary>Hours that come again every week.</summary>
/// <param name="Days">On which days they begin.</param>
/// <param name="Open">From when on, inclusive.</param>
/// <param name="Close">Until when, exclusive. Not after <paramref name="Open"/> means on the next day; the same means 24 hours.</param>
public sealed record WeeklyHours(IReadOnlyList<DayOfWeek> Days, ClockTime Open, ClockTime Close);

/// <summary>Hours of a certain day.</summary>
/// <param name="Open">From when on, inclusive.</param>
/// <param name="Close">Until when, exclusive. Not after <paramref name="Open"/> means on the next day; the same means 24 hours.</param>
public sealed record OpenSpan(ClockTime Open, ClockTime Close)
{
    /// <summary>Around the clock.</summary>
    internal static OpenSpan AllDay { get; } = new(new ClockTime(0), new ClockTime(ClockTime.Day));

    /// <summary>The end in minutes since the midnight before its beginning, up to 2880.</summary>
    internal int End => EndOf(Open, Close);

    /// <summary>The end of a span in minutes since the midnight before its beginning, up to 2880.</summary>
    internal static int EndOf(ClockTime open, ClockTime close) =>
        close.Minutes > open.Minutes ? close.Minutes : close.Minutes + ClockTime.Day;
}

/// <summary>A day with hours of its own.</summary>
/// <param name="Date">The day.</param>
/// <param name="Spans">Its hours; none for closed.</param>
public sealed record SpecialDay(DateOnly Date, IReadOnlyList<OpenSpan> Spans);

/// <summary>Whole days, the first and the last included.</summary>
public sealed record DateRange(DateOnly From, DateOnly To)
{
    /// <summary>Whether a day is one of them.</summary>
    public bool Contains(DateOnly day) => day >= From && day <= To;
}

/// <summary>A time without a break in which a venue is open: half-open, so that at <paramref name="To"/> it is closed.</summary>
public sealed record OpenInterval(DateTimeOffset From, DateTimeOffset To);
