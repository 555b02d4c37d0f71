using Microsoft.Azure.Functions.Worker;

namespace QNom.Local.Host.Timers;

/// <summary>When a timer that starts now runs next, by Azure Functions' rules.</summary>
/// <param name="Status">The record to go on with.</param>
/// <param name="IsPastDue">An occurrence was missed while no host ran: run now.</param>
/// <param name="IsNew">The record differs from what was read and must be written.</param>
internal sealed record SchedulePlan(ScheduleStatus Status, bool IsPastDue, bool IsNew)
{
    /// <param name="schedule">The schedule as it is now.</param>
    /// <param name="recorded">What the last host recorded, or null if the timer has never been started.</param>
    /// <param name="now">The time in UTC.</param>
    public static SchedulePlan Make(TimerSchedule schedule, ScheduleStatus? recorded, DateTime now)
    {
        if (recorded is null)
            return new(new() { Next = schedule.NextAfter(now), LastUpdated = now }, IsPastDue: false, IsNew: true);

        // What the record would say if it had been made with today's schedule.
        var since = recorded.Last != default ? recorded.Last : recorded.LastUpdated;
        var expected = schedule.NextAfter(since);
        if (expected == recorded.Next)
            return new(recorded, IsPastDue: now > recorded.Next, IsNew: false);

        // The schedule was changed: what the new one would have done before now was never promised.
        var next = expected < now ? schedule.NextAfter(now) : expected;
        return new(new() { Next = next, LastUpdated = since }, IsPastDue: false, IsNew: true);
    }

    /// <summary>The record after a run.</summary>
    public static ScheduleStatus After(TimerSchedule schedule, DateTime ran) =>
        new() { Last = ran, Next = schedule.NextAfter(ran), LastUpdated = ran };
}
