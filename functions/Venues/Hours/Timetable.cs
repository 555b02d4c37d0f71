using QNom.Platform;

namespace QNom.Venues.Hours;

/// <summary>
/// The one answer to whether a place is open at a time, when it opens next and when it closes. Times are UTC, days those of
/// Singapore. Hours that run past midnight belong to the day they begin on: they do not begin on a day of closure, and end
/// at midnight where the next day is one.
/// </summary>
/// <param name="hours">The rules; null if they are not known, and then only closures close.</param>
/// <param name="closures">Whole days on which it is closed whatever the rules say, besides those in the rules.</param>
public sealed class Timetable(OpeningHours? hours, IReadOnlyList<DateRange> closures)
{
    // Who never closes for so long is said to be open without an end; who does not open for so long, without an opening.
    private const int FarthestClosing = 8;
    private const int FarthestOpening = 400;

    /// <summary>Whether it is open.</summary>
    /// <remarks>Without a list of spans: a search asks it of every venue in its circle.</remarks>
    public bool IsOpenAt(DateTimeOffset at)
    {
        var today = DayOf(at);
        if (IsClosedOn(today))
            return false;
        // In ticks since midnight, so that the last instant is inside and the closing is not.
        var since = SingaporeTime.Local(at).TimeOfDay;
        return BeganOn(today, since) || (!IsClosedOn(today.AddDays(-1)) && BeganOn(today.AddDays(-1), since + TimeSpan.FromDays(1)));
    }

    /// <summary>The first time from a time on at which it is open, that time itself if it is; null if none comes in 400 days.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        // In the order of their beginnings, the first that has not ended holds the time or begins next.
        var next = Spans(DayOf(at).AddDays(-1), FarthestOpening).FirstOrDefault(span => span.To > at);
        return next is null ? null : next.From > at ? next.From : at;
    }

    /// <summary>When it closes; null if it is closed, or does not close for a week.</summary>
    public DateTimeOffset? ClosesAt(DateTimeOffset at)
    {
        if (SpanAt(at) is not { } span)
            return null;
        var end = span.To;
        foreach (var next in Spans(DayOf(at).AddDays(-1), FarthestClosing + 1))
        {
            if (next.From > end)
                return end;
            end = next.To > end ? next.To : end;
        }

        return end < Midnight(DayOf(at).AddDays(FarthestClosing)) ? end : null;
    }

    /// <summary>Since when it is open, as far as the day before yesterday; null if it is closed.</summary>
    public DateTimeOffset? OpenSince(DateTimeOffset at) =>
        Intervals(Midnight(DayOf(at).AddDays(-2)), at.AddTicks(1)).LastOrDefault(interval => interval.To > at)?.From;

    /// <summary>When it is open between two times, in order and without touching each other.</summary>
    public IEnumerable<OpenInterval> Intervals(DateTimeOffset from, DateTimeOffset to)
    {
        OpenInterval? current = null;
        var first = DayOf(from).AddDays(-1);
        foreach (var span in Spans(first, DayOf(to).DayNumber - first.DayNumber + 1))
        {
            var cut = new OpenInterval(span.From > from ? span.From : from, span.To < to ? span.To : to);
            if (cut.From >= cut.To)
                continue;
            if (current is null || cut.From > current.To)
            {
                if (current is not null)
                    yield return current;
                current = cut;
            }
            else if (cut.To > current.To)
            {
                current = current with { To = cut.To };
            }
        }

        if (current is not null)
            yield return current;
    }

    // Whether a span that began on a day still runs so long after that day's midnight.
    private bool BeganOn(DateOnly day, TimeSpan since)
    {
        if (hours is null)
            return since < TimeSpan.FromDays(1);
        if (hours.SpansOn(day) is not { } spans)
        {
            foreach (var line in hours.Weekly)
            {
                if (Holds(line.Open, line.Close, since) && line.Days.Contains(day.DayOfWeek))
                    return true;
            }

            return false;
        }

        foreach (var span in spans)
        {
            if (Holds(span.Open, span.Close, since))
                return true;
        }

        return false;
    }

    private static bool Holds(ClockTime open, ClockTime close, TimeSpan since) =>
        since >= TimeSpan.FromMinutes(open.Minutes) && since < TimeSpan.FromMinutes(OpenSpan.EndOf(open, close));

    private OpenInterval? SpanAt(DateTimeOffset at) =>
        Spans(DayOf(at).AddDays(-1), 2).FirstOrDefault(span => at >= span.From && at < span.To);

    // In the order of their beginnings; they may overlap, since the rules of two days know nothing of each other.
    private IEnumerable<OpenInterval> Spans(DateOnly first, int days)
    {
        for (var day = first; day < first.AddDays(days); day = day.AddDays(1))
        {
            if (IsClosedOn(day))
                continue;
            var (midnight, end) = (Midnight(day), IsClosedOn(day.AddDays(1)) ? ClockTime.Day : 2 * ClockTime.Day);
            foreach (var span in (hours?.On(day) ?? [OpenSpan.AllDay]).OrderBy(span => span.Open.Minutes))
            {
                yield return new OpenInterval(
                    midnight.AddMinutes(span.Open.Minutes), midnight.AddMinutes(Math.Min(span.End, end)));
            }
        }
    }

    private bool IsClosedOn(DateOnly day) =>
        closures.Any(closure => closure.Contains(day)) || hours?.Closures?.Any(closure => closure.Contains(day)) == true;

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(SingaporeTime.Local(at));

    private static DateTimeOffset Midnight(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), SingaporeTime.Offset).ToUniversalTime();
}
