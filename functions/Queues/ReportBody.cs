using System.ComponentModel.DataAnnotations;
using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>
/// What a diner says of a queue: a guess of how long it takes, how many are ahead, or both; or, once it is over, from when
/// to when it took.
/// </summary>
/// <param name="WaitMinutes">A guess: the wait of someone who joins now, 0 to 180 minutes.</param>
/// <param name="QueueLength">People ahead of someone who joins now, 0 to 999.</param>
/// <param name="JoinedAt">A timed visit: when the diner joined the queue, at most 6 hours ago.</param>
/// <param name="ServedAt">When the diner was served, at most 180 minutes after joining.</param>
public sealed record ReportBody(
    [Range(0, ReportBody.LongestWait)] int? WaitMinutes = null,
    [Range(0, ReportBody.LongestQueue)] int? QueueLength = null,
    DateTimeOffset? JoinedAt = null,
    DateTimeOffset? ServedAt = null)
{
    /// <summary>The longest wait that is believed, in minutes.</summary>
    public const int LongestWait = 180;

    /// <summary>The longest queue that is believed, in people.</summary>
    public const int LongestQueue = 999;

    // Who remembers when they joined a queue this morning remembers it badly.
    private static readonly TimeSpan OldestVisit = TimeSpan.FromHours(6);

    /// <summary>Checks the limits.</summary>
    /// <param name="errors">Takes up what is wrong.</param>
    /// <param name="at">The JSON pointer to this.</param>
    /// <param name="said">When it was said.</param>
    public ValidationErrors Check(ValidationErrors errors, string at, DateTimeOffset said)
    {
        var timed = JoinedAt is not null || ServedAt is not null;
        var length = ServedAt - JoinedAt;
        return errors
            .Require(timed || WaitMinutes is not null || QueueLength is not null, at,
                "needs waitMinutes, queueLength or both, or joinedAt and servedAt")
            .Require(WaitMinutes is not (< 0 or > LongestWait), at + "/waitMinutes", $"must be from 0 to {LongestWait}")
            .Require(QueueLength is not (< 0 or > LongestQueue), at + "/queueLength", $"must be from 0 to {LongestQueue}")
            .Require(!timed || WaitMinutes is null, at + "/waitMinutes", "must be left out of a timed visit")
            .Require(!timed || QueueLength is null, at + "/queueLength", "must be left out of a timed visit")
            .Require(!timed || JoinedAt is not null, at + "/joinedAt", "is needed with servedAt")
            .Require(!timed || ServedAt is not null, at + "/servedAt", "is needed with joinedAt")
            .Require(!(length <= TimeSpan.Zero), at + "/servedAt", "must be later than joinedAt")
            .Require(!(length > TimeSpan.FromMinutes(LongestWait)), at + "/servedAt", $"must be within {LongestWait} minutes of joinedAt")
            .Require(!(ServedAt - said > Observation.ClockTolerance), at + "/servedAt", "must not be in the future")
            .Require(!(said - JoinedAt > OldestVisit), at + "/joinedAt", $"must be at most {OldestVisit.TotalHours} hours ago");
    }

    /// <summary>From when to when the visit took; where the diner's clock is ahead of ours, both are moved back. Null for a guess.</summary>
    internal (DateTimeOffset JoinedAt, DateTimeOffset ServedAt)? Visit(DateTimeOffset said)
    {
        if (JoinedAt is not { } joined || ServedAt is not { } served)
            return null;
        var ahead = served > said ? served - said : TimeSpan.Zero;
        return ((joined - ahead).ToUniversalTime(), (served - ahead).ToUniversalTime());
    }
}
