using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>Rules for the time at which something was seen, where that is not when we are told of it.</summary>
internal static class Observation
{
    /// <summary>What is older says too little of a queue to be taken up.</summary>
    public static TimeSpan Oldest { get; } = TimeSpan.FromHours(24);

    /// <summary>Clocks may be ahead by this much; what they say then counts as now.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Records an error unless the time may be believed.</summary>
    public static ValidationErrors Check(ValidationErrors errors, string at, DateTimeOffset? observedAt, DateTimeOffset now) => errors
        .Require(!(observedAt > now + ClockTolerance), at, "must not be in the future")
        .Require(!(observedAt < now - Oldest), at, $"must be at most {Oldest.TotalHours} hours ago");

    /// <summary>The time in UTC, and never after now.</summary>
    public static DateTimeOffset Clamp(DateTimeOffset observedAt, DateTimeOffset now) =>
        observedAt < now ? observedAt.ToUniversalTime() : now;
}
