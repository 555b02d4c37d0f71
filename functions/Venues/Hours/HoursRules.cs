using QNom.Platform.Http;

namespace QNom.Venues.Hours;

/// <summary>What opening hours must obey before they are stored.</summary>
internal static class HoursRules
{
    private const int MostLines = 50;
    private const int MostSpansADay = 10;
    private const int MostSpecialDays = 100;
    private const int MostClosures = 50;
    private const int LongestClosure = 366;
    private const int FirstYear = 2020;
    private const int LastYear = 2100;

    /// <summary>Checks the rules.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public static void Validate(this OpeningHours hours)
    {
        RequireWhole(hours);
        var errors = new ValidationErrors();
        CheckWeek(hours.Weekly, errors);
        if (hours.PublicHolidays is { } holidays)
            CheckDay(holidays, "/publicHolidays", errors);
        CheckSpecialDays(hours.SpecialDays ?? [], errors);
        CheckClosures(hours.Closures ?? [], errors);
        errors.ThrowIfAny();
    }

    // A null where something must be is told alone: what is wrong with the rest cannot be said before.
    private static void RequireWhole(OpeningHours hours) => new ValidationErrors()
        .Require(hours.Weekly?.All(line => line?.Days is not null) == true, "/weekly", "must be a list of days with hours, none null")
        .Require(hours.PublicHolidays?.Contains(null!) != true, "/publicHolidays", "must not hold null")
        .Require(hours.SpecialDays?.All(day => day?.Spans?.Contains(null!) == false) != false, "/specialDays", "must not hold null")
        .Require(hours.Closures?.Contains(null!) != true, "/closures", "must not hold null")
        .ThrowIfAny();

    private static void CheckWeek(IReadOnlyList<WeeklyHours> week, ValidationErrors errors)
    {
        errors.Require(week.Count <= MostLines, "/weekly", $"must have at most {MostLines} lines");
        foreach (var (index, line) in week.Index())
        {
            errors.Require(line.Days is { Count: > 0 } && line.Days.Distinct().Count() == line.Days.Count,
                $"/weekly/{index}/days", "must name at least one day, and each once");
            CheckOpen(line.Open, $"/weekly/{index}/open", errors);
        }

        var spans = week.Index().SelectMany(line => line.Item.Days.Distinct().Select(day =>
            (Line: line.Index, From: ((int)day * ClockTime.Day) + line.Item.Open.Minutes,
                To: ((int)day * ClockTime.Day) + new OpenSpan(line.Item.Open, line.Item.Close).End)))
            .OrderBy(span => span.From).ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            // After the last of the week comes its first again.
            var next = i + 1 < spans.Count ? spans[i + 1] : spans[0] with { From = spans[0].From + (7 * ClockTime.Day) };
            errors.Require(spans[i].To <= next.From, $"/weekly/{next.Line}", "must not overlap with other hours of the week");
        }
    }

    private static void CheckSpecialDays(IReadOnlyList<SpecialDay> days, ValidationErrors errors)
    {
        errors.Require(days.Count <= MostSpecialDays, "/specialDays", $"must have at most {MostSpecialDays} days");
        var seen = new HashSet<DateOnly>();
        foreach (var (index, day) in days.Index())
        {
            errors.Require(seen.Add(day.Date), $"/specialDays/{index}/date", "must not come twice");
            CheckYear(day.Date, $"/specialDays/{index}/date", errors);
            CheckDay(day.Spans, $"/specialDays/{index}/spans", errors);
        }
    }

    private static void CheckClosures(IReadOnlyList<DateRange> closures, ValidationErrors errors)
    {
        errors.Require(closures.Count <= MostClosures, "/closures", $"must have at most {MostClosures} closures");
        foreach (var (index, closure) in closures.Index())
        {
            CheckYear(closure.From, $"/closures/{index}/from", errors);
            errors.Require(closure.To.DayNumber - closure.From.DayNumber is >= 0 and < LongestClosure,
                $"/closures/{index}/to", $"must not be before from, and within {LongestClosure} days");
        }
    }

    private static void CheckDay(IReadOnlyList<OpenSpan> spans, string at, ValidationErrors errors)
    {
        errors.Require(spans.Count <= MostSpansADay, at, $"must have at most {MostSpansADay} spans");
        foreach (var (index, span) in spans.Index())
            CheckOpen(span.Open, $"{at}/{index}/open", errors);
        var ordered = spans.OrderBy(span => span.Open.Minutes).ToList();
        errors.Require(ordered.Zip(ordered.Skip(1)).All(pair => pair.First.End <= pair.Second.Open.Minutes),
            at, "must not overlap");
    }

    private static void CheckOpen(ClockTime open, string at, ValidationErrors errors) =>
        errors.Require(open.Minutes < ClockTime.Day, at, "must be from 00:00 to 23:59");

    private static void CheckYear(DateOnly day, string at, ValidationErrors errors) =>
        errors.Require(day.Year is >= FirstYear and <= LastYear, at, $"must be in the years {FirstYear} to {LastYear}");
}
