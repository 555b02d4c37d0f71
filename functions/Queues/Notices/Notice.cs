using System.Text.Json.Serialization;
using QNom.Queues.Estimation;

namespace QNom.Queues.Notices;

/// <summary>What a stall itself last said of its queue. Part of the head: a later one takes its place.</summary>
public sealed record Notice
{
    /// <summary>For so long an open stall is believed to be open. Who forgets to say more is not believed for ever.</summary>
    public static TimeSpan Holds => EstimatorModel.LiveFor;

    /// <summary>When it was true, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Open, closed or paused.</summary>
    public required VenueState State { get; init; }

    /// <summary>When closed or paused: when that ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the stall named that end itself, and so says that it is open from then on.</summary>
    public bool Reopens { get; init; }

    /// <summary>Whether it is closed because nothing is left.</summary>
    public bool SoldOut { get; init; }

    /// <summary>The posted wait in minutes.</summary>
    public int? WaitMinutes { get; init; }

    /// <summary>The people in the queue.</summary>
    public int? QueueLength { get; init; }

    /// <summary>Whether the stall said itself when it was true.</summary>
    public bool Dated { get; init; }

    /// <summary>Since when it has posted the same; null if it never posted anything.</summary>
    public Repetition? Repeated { get; init; }

    /// <summary>Whether it posts the same for so long that it says nothing any more, not even that the stall is open.</summary>
    [JsonIgnore]
    public bool IsFrozen => (WaitMinutes ?? QueueLength) is not null && Repeated is { Trust: 0 };

    /// <summary>The people in the queue as the stall counts them, as long as that holds; null if it does not say.</summary>
    public int? QueueLengthAt(DateTimeOffset now) => now < At + Holds && !IsFrozen ? QueueLength : null;

    /// <summary>That nobody can queue at a time, and until when; null if it says no such thing.</summary>
    public Shut? ShutAt(DateTimeOffset now) => State != VenueState.Open && now < Until
        ? new Shut(State, SoldOut ? ShutReason.SoldOut : ShutReason.Notice, Until)
        : null;

    /// <summary>Until when it says that the stall is open; null if it does not say so of this time.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset now)
    {
        if (IsFrozen)
            return null;
        var from = State == VenueState.Open ? At : Reopens ? Until : null;
        return now >= from && now < from + Holds ? from + Holds : null;
    }

    /// <summary>Who queued before a stall closed is gone: what was said until then is no longer live. Null if it never closed.</summary>
    [JsonIgnore]
    public DateTimeOffset? NothingLiveUntil => State == VenueState.Closed ? At : null;
}
