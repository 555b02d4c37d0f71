using System.ComponentModel.DataAnnotations;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Queues.Notices;

/// <summary>What a stall can say of itself.</summary>
public enum NoticeState
{
    /// <summary>People can queue.</summary>
    Open,

    /// <summary>It is closed.</summary>
    Closed,

    /// <summary>It takes no orders for a while.</summary>
    Paused,
}

/// <summary>What a stall says of its queue. It takes the place of whatever it said before.</summary>
/// <param name="State">Open, closed or paused; open if it is left out, unless it has sold out.</param>
/// <param name="WaitMinutes">The posted wait of someone who joins now, 0 to 180 minutes; only while it is open.</param>
/// <param name="QueueLength">People in the queue, 0 to 999; only while it is open.</param>
/// <param name="SoldOut">That nothing is left: closed until the end of the day, or until the time it names.</param>
/// <param name="Until">
/// When closed, paused or sold out: when that ends by itself, at most 31 days from now, for a pause 12 hours. If it is left
/// out, a pause ends after 30 minutes and everything else at the end of the day in Singapore.
/// </param>
/// <param name="ObservedAt">
/// When this was true, at most 24 hours ago; now if it is left out. What is older than what the stall said last is ignored.
/// </param>
public sealed record NoticeBody(
    NoticeState? State = null,
    [Range(0, ReportBody.LongestWait)] int? WaitMinutes = null,
    [Range(0, ReportBody.LongestQueue)] int? QueueLength = null,
    bool SoldOut = false,
    DateTimeOffset? Until = null,
    DateTimeOffset? ObservedAt = null)
{
    private static readonly TimeSpan LongestClosing = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    // A pause whose end nobody names was more likely forgotten than meant to last.
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(30);

    /// <summary>Checks the limits, and gives the notice that this amounts to.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public Notice ToNotice(DateTimeOffset now)
    {
        var state = State ?? (SoldOut ? NoticeState.Closed : NoticeState.Open);
        var open = state == NoticeState.Open;
        var at = Observation.Clamp(ObservedAt ?? now, now);
        var longest = state == NoticeState.Paused ? LongestPause : LongestClosing;
        var errors = new ValidationErrors()
            .Require(State is not null || WaitMinutes is not null || QueueLength is not null || SoldOut, "",
                "needs state, waitMinutes, queueLength or soldOut")
            .Require(WaitMinutes is not (< 0 or > ReportBody.LongestWait), "/waitMinutes", $"must be from 0 to {ReportBody.LongestWait}")
            .Require(QueueLength is not (< 0 or > ReportBody.LongestQueue), "/queueLength", $"must be from 0 to {ReportBody.LongestQueue}")
            .Require(!SoldOut || state == NoticeState.Closed, "/soldOut", "must be left out while open or paused")
            .Require(open || WaitMinutes is null, "/waitMinutes", "must be left out unless open")
            .Require(open || QueueLength is null, "/queueLength", "must be left out unless open")
            .Require(!open || Until is null, "/until", "must be left out while open")
            .Require(open || Until is null || Until > at, "/until", "must be later than when this was true")
            .Require(open || Until is null || Until <= at + longest, "/until",
                state == NoticeState.Paused ? $"must be within {LongestPause.TotalHours} hours" : $"must be within {LongestClosing.Days} days");
        Observation.Check(errors, "/observedAt", ObservedAt, now).ThrowIfAny();

        return new Notice
        {
            At = at,
            Dated = ObservedAt is not null,
            State = Enum.Parse<VenueState>(state.ToString()),
            Until = open ? null : Until ?? (state == NoticeState.Paused ? at + UsualPause : SingaporeTime.EndOfDay(at)),
            Reopens = Until is not null,
            SoldOut = SoldOut,
            WaitMinutes = WaitMinutes,
            QueueLength = QueueLength,
        };
    }
}
