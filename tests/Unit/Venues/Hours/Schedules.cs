using System.Globalization;
using QNom.Platform;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Venues.Hours;

/// <summary>Rules, and by hand what they amount to: intervals on the wall clock in Singapore, all of a window and no more.</summary>
public sealed record Schedule(string Name, OpeningHours Hours, string Window, string[] Open, DateRange[]? Site = null);

/// <summary>The schedules that the cases are taken from.</summary>
public static class Schedules
{
    private static readonly DayOfWeek[] Daily = Enum.GetValues<DayOfWeek>();

    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static Schedule[] All { get; } =
    [
        new("weekdays at lunch", new([Line(Weekdays, "11:00", "14:30")]), "2026-11-23 00:00/2026-11-30 00:00",
        [
            "2026-11-23 11:00/2026-11-23 14:30", "2026-11-24 11:00/2026-11-24 14:30", "2026-11-25 11:00/2026-11-25 14:30",
            "2026-11-26 11:00/2026-11-26 14:30", "2026-11-27 11:00/2026-11-27 14:30",
        ]),
        new("split", new([Line(Daily, "07:00", "11:00"), Line(Daily, "16:30", "21:00")]), "2026-11-23 00:00/2026-11-26 00:00",
        [
            "2026-11-23 07:00/2026-11-23 11:00", "2026-11-23 16:30/2026-11-23 21:00", "2026-11-24 07:00/2026-11-24 11:00",
            "2026-11-24 16:30/2026-11-24 21:00", "2026-11-25 07:00/2026-11-25 11:00", "2026-11-25 16:30/2026-11-25 21:00",
        ]),
        new("split in the wrong order, with a gap of one minute", new([Line(Daily, "12:01", "13:00"), Line(Daily, "11:00", "12:00")]),
            "2026-11-23 00:00/2026-11-25 00:00",
        [
            "2026-11-23 11:00/2026-11-23 12:00", "2026-11-23 12:01/2026-11-23 13:00",
            "2026-11-24 11:00/2026-11-24 12:00", "2026-11-24 12:01/2026-11-24 13:00",
        ]),
        new("supper past midnight", new([Line([DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday], "18:00", "02:00")]),
            "2026-11-23 00:00/2026-11-30 00:00",
        [
            "2026-11-26 18:00/2026-11-27 02:00", "2026-11-27 18:00/2026-11-28 02:00", "2026-11-28 18:00/2026-11-29 02:00",
        ]),
        new("Saturday past midnight into the next week", new([Line([DayOfWeek.Saturday], "22:00", "05:30")]),
            "2026-11-20 00:00/2026-12-07 00:00",
        ["2026-11-21 22:00/2026-11-22 05:30", "2026-11-28 22:00/2026-11-29 05:30", "2026-12-05 22:00/2026-12-06 05:30"]),
        new("until midnight", new([Line([DayOfWeek.Monday, DayOfWeek.Wednesday], "12:00", "24:00")]), "2026-11-23 00:00/2026-11-30 00:00",
        ["2026-11-23 12:00/2026-11-24 00:00", "2026-11-25 12:00/2026-11-26 00:00"]),
        new("until midnight, said the other way", new([Line([DayOfWeek.Monday, DayOfWeek.Wednesday], "12:00", "00:00")]),
            "2026-11-23 00:00/2026-11-30 00:00",
        ["2026-11-23 12:00/2026-11-24 00:00", "2026-11-25 12:00/2026-11-26 00:00"]),
        new("24 hours from Monday morning", new([Line([DayOfWeek.Monday], "06:00", "06:00")]), "2026-11-22 00:00/2026-12-06 00:00",
        ["2026-11-23 06:00/2026-11-24 06:00", "2026-11-30 06:00/2026-12-01 06:00"]),
        new("spans that touch are one", new([Line(Daily, "10:00", "14:00"), Line(Daily, "14:00", "18:00")]),
            "2026-11-23 00:00/2026-11-26 00:00",
        ["2026-11-23 10:00/2026-11-23 18:00", "2026-11-24 10:00/2026-11-24 18:00", "2026-11-25 10:00/2026-11-25 18:00"]),
        new("spans that touch at midnight are one", new([Line([DayOfWeek.Monday], "20:00", "24:00"), Line([DayOfWeek.Tuesday], "00:00", "02:00")]),
            "2026-11-22 00:00/2026-12-06 00:00",
        ["2026-11-23 20:00/2026-11-24 02:00", "2026-11-30 20:00/2026-12-01 02:00"]),
        new("weekend without a break", new([Line([DayOfWeek.Saturday, DayOfWeek.Sunday], "00:00", "24:00")]),
            "2026-11-23 00:00/2026-12-07 00:00",
        ["2026-11-28 00:00/2026-11-30 00:00", "2026-12-05 00:00/2026-12-07 00:00"]),
        new("off on public holidays, Christmas", new([Line(Daily, "10:00", "20:00")], PublicHolidays: []), "2026-12-24 00:00/2026-12-28 00:00",
        ["2026-12-24 10:00/2026-12-24 20:00", "2026-12-26 10:00/2026-12-26 20:00", "2026-12-27 10:00/2026-12-27 20:00"]),
        new("off on public holidays, Deepavali and the Monday after", new([Line(Daily, "10:00", "20:00")], PublicHolidays: []),
            "2026-11-07 00:00/2026-11-11 00:00",
        ["2026-11-07 10:00/2026-11-07 20:00", "2026-11-10 10:00/2026-11-10 20:00"]),
        new("the night before a public holiday off ends as ever", new([Line(Daily, "18:00", "02:00")], PublicHolidays: []),
            "2026-12-24 12:00/2026-12-27 00:00",
        ["2026-12-24 18:00/2026-12-25 02:00", "2026-12-26 18:00/2026-12-27 00:00"]),
        new("other hours on public holidays", new([Line(Daily, "10:00", "20:00")], PublicHolidays: [Span("11:00", "15:00")]),
            "2026-02-16 00:00/2026-02-20 00:00",
        [
            "2026-02-16 10:00/2026-02-16 20:00", "2026-02-17 11:00/2026-02-17 15:00", "2026-02-18 11:00/2026-02-18 15:00",
            "2026-02-19 10:00/2026-02-19 20:00",
        ]),
        new("public holidays are days like any other", new([Line(Daily, "10:00", "20:00")]), "2025-12-31 00:00/2026-01-03 00:00",
        ["2025-12-31 10:00/2025-12-31 20:00", "2026-01-01 10:00/2026-01-01 20:00", "2026-01-02 10:00/2026-01-02 20:00"]),
        new("only on public holidays", new([], PublicHolidays: [Span("09:00", "12:00"), Span("17:00", "01:00")]),
            "2026-05-30 00:00/2026-06-03 00:00",
        [
            "2026-05-31 09:00/2026-05-31 12:00", "2026-05-31 17:00/2026-06-01 01:00",
            "2026-06-01 09:00/2026-06-01 12:00", "2026-06-01 17:00/2026-06-02 01:00",
        ]),
        new("special days go before holidays and weeks", new(
                [Line(Weekdays, "10:00", "20:00")], PublicHolidays: [],
                SpecialDays:
                [
                    new SpecialDay(new DateOnly(2026, 12, 24), [Span("10:00", "13:00")]),
                    new SpecialDay(new DateOnly(2026, 12, 25), [Span("18:00", "03:00")]),
                    new SpecialDay(new DateOnly(2026, 12, 28), []),
                ]),
            "2026-12-23 00:00/2026-12-30 00:00",
        [
            "2026-12-23 10:00/2026-12-23 20:00", "2026-12-24 10:00/2026-12-24 13:00", "2026-12-25 18:00/2026-12-26 03:00",
            "2026-12-29 10:00/2026-12-29 20:00",
        ]),
        new("holidays of its own", new([Line(Daily, "11:00", "14:00")], Closures: [new DateRange(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 26))]),
            "2026-11-23 00:00/2026-11-29 00:00",
        ["2026-11-23 11:00/2026-11-23 14:00", "2026-11-27 11:00/2026-11-27 14:00", "2026-11-28 11:00/2026-11-28 14:00"]),
        new("cleaning of the centre", new([Line(Daily, "07:00", "11:00"), Line(Daily, "16:30", "21:00")]), "2026-12-06 00:00/2026-12-10 00:00",
        [
            "2026-12-06 07:00/2026-12-06 11:00", "2026-12-06 16:30/2026-12-06 21:00",
            "2026-12-09 07:00/2026-12-09 11:00", "2026-12-09 16:30/2026-12-09 21:00",
        ], [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8))]),
        new("cleaning ends the night before it at midnight, and the night of it does not begin", new([Line(Daily, "18:00", "02:00")]),
            "2026-12-05 12:00/2026-12-09 00:00",
        ["2026-12-05 18:00/2026-12-06 02:00", "2026-12-06 18:00/2026-12-07 00:00", "2026-12-08 18:00/2026-12-09 00:00"],
            [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 7))]),
        new("cleaning of one that never closes", new([Line(Daily, "00:00", "24:00")]), "2026-12-06 00:00/2026-12-10 00:00",
        ["2026-12-06 00:00/2026-12-07 00:00", "2026-12-09 00:00/2026-12-10 00:00"],
            [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8))]),
        new("a special day does not open a centre that is cleaned", new(
                [Line(Daily, "10:00", "12:00")], SpecialDays: [new SpecialDay(new DateOnly(2026, 12, 7), [Span("10:00", "22:00")])]),
            "2026-12-06 00:00/2026-12-09 00:00",
        ["2026-12-06 10:00/2026-12-06 12:00", "2026-12-08 10:00/2026-12-08 12:00"],
            [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 7))]),
    ];

    public static DateTimeOffset Local(string text) => new(
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), SingaporeTime.Offset);

    public static OpenInterval Interval(string text) => new(Local(text[..16]), Local(text[17..]));

    public static WeeklyHours Line(DayOfWeek[] days, string open, string close) => new(days, Clock(open), Clock(close));

    public static OpenSpan Span(string open, string close) => new(Clock(open), Clock(close));

    private static ClockTime Clock(string text) => ClockTime.Read(text)!.Value;
}
