using NCrontab;

namespace QNom.Local.Host.Timers;

/// <summary>A six-field NCRONTAB schedule ({second} {minute} {hour} {day} {month} {day-of-week}) in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule schedule;

    private TimerSchedule(CrontabSchedule schedule) => this.schedule = schedule;

    /// <exception cref="FunctionHostException">The text is no such schedule.</exception>
    public static TimerSchedule Parse(string expression)
    {
        var parsed = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        return parsed is null
            ? throw new FunctionHostException(
                $"'{expression}' is no six-field NCRONTAB schedule; intervals and five fields are not supported here")
            : new TimerSchedule(parsed);
    }

    /// <summary>The first occurrence later than the given UTC time.</summary>
    public DateTime NextAfter(DateTime time) => DateTime.SpecifyKind(schedule.GetNextOccurrence(time), DateTimeKind.Utc);

    /// <summary>
    /// Whether some of the next occurrences lie less than a minute apart. Such a schedule is not recorded, in Azure
    /// Functions neither: its next occurrence makes up for a missed one.
    /// </summary>
    public bool IsMoreThanOncePerMinute(DateTime now)
    {
        var occurrence = NextAfter(now);
        for (var i = 0; i < 10; i++)
        {
            var next = NextAfter(occurrence);
            if (next - occurrence < TimeSpan.FromMinutes(1))
                return true;
            occurrence = next;
        }

        return false;
    }
}
