namespace QNom.Queues.Sensors;

/// <summary>What became of a sensor's readings, and what it shows of the sensor.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="VenueId">Where it counts.</param>
/// <param name="Accepted">Readings that were taken up.</param>
/// <param name="Repeated">Readings that were not later than one taken up before, and so changed nothing.</param>
/// <param name="TooOld">Readings of more than 24 hours ago, which changed nothing.</param>
/// <param name="TooFarAhead">Readings of more than an hour from now, which changed nothing: the clock is not one.</param>
/// <param name="ClockOffsetSeconds">
/// By how much the newest reading is ahead of our clock; negative if it is behind, or came late. A clock that is ahead by up
/// to an hour is corrected for.
/// </param>
/// <param name="Gaps">Times of more than 5 minutes without a reading.</param>
/// <param name="Stuck">Whether it has read the same for so long that it no longer counts in full.</param>
public sealed record ReadingReport(
    string SensorId, string VenueId, int Accepted, int Repeated, int TooOld, int TooFarAhead, double ClockOffsetSeconds,
    IReadOnlyList<ReadingGap> Gaps, bool Stuck);

/// <summary>A time without a reading, by the sensor's clock.</summary>
/// <param name="From">The last reading before.</param>
/// <param name="To">The first one after.</param>
public sealed record ReadingGap(DateTimeOffset From, DateTimeOffset To);
