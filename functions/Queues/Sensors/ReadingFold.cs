using QNom.Queues.Estimation;

namespace QNom.Queues.Sensors;

/// <summary>
/// Turns a sensor's readings into evidence, in the order of its clock; pure but for its own progress. A reading says how many
/// are ahead. Where it also tells who was served, it says how long that takes: QL, (n + 1) / (s·μ), of Ibrahim and Whitt
/// (doi 10.1287/msom.1080.0223), with s·μ measured as the people served per minute while there was a queue; without a queue
/// the same figure would only be how fast people come. The wait of the last who was served (LES) is not used: it lags when
/// lunch begins, and cannot be had without knowing who is who.
/// </summary>
public sealed class ReadingFold(DateTimeOffset now)
{
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(1);
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    // The estimator remembers ten pieces one by one. More often than this, a sensor would drown everyone else, and say no more.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(3);

    // A handful of people served is a rate with an error of half.
    private const double EnoughServed = 5;

    private const double RateHalfLife = 15;

    private readonly List<Evidence> evidence = [];
    private readonly List<ReadingGap> gaps = [];
    private int accepted, repeated, tooOld, tooFarAhead;

    /// <summary>What the readings tell the estimator.</summary>
    public IReadOnlyList<Evidence> Evidence => evidence;

    /// <summary>Takes readings up; gives what is to be remembered, the same if there was nothing new.</summary>
    public SensorMemory? Take(string sensorId, SensorMemory? memory, IReadOnlyList<Reading> readings)
    {
        tooOld = readings.Count(reading => reading.At < now - Observation.Oldest);
        tooFarAhead = readings.Count(reading => reading.At > now + FarthestAhead);
        var usable = readings
            .Where(reading => reading.At >= now - Observation.Oldest && reading.At <= now + FarthestAhead)
            .OrderBy(reading => reading.At).ToList();
        if (usable.Count == 0)
            return memory;

        var ahead = usable[^1].At > now ? usable[^1].At - now : TimeSpan.Zero;
        foreach (var reading in usable)
        {
            if (reading.At <= memory?.At)
            {
                repeated++;
                continue;
            }

            accepted++;
            memory = Next(sensorId, memory, reading, (reading.At - ahead).ToUniversalTime());
        }

        return memory;
    }

    /// <summary>What to answer the sensor.</summary>
    public ReadingReport Report(string sensorId, string venueId, IReadOnlyList<Reading> readings, SensorMemory? memory) => new(
        sensorId, venueId, accepted, repeated, tooOld, tooFarAhead,
        Math.Round((readings.Max(reading => reading.At) - now).TotalSeconds, 1), gaps, memory?.Repeated is { Trust: < 1 });

    private SensorMemory Next(string sensorId, SensorMemory? before, Reading reading, DateTimeOffset at)
    {
        var gap = before is not null && reading.At - before.At > Gap;
        if (gap)
            gaps.Add(new ReadingGap(before!.At.ToUniversalTime(), reading.At.ToUniversalTime()));

        // Nobody knows how many stood there before the first reading, or after a gap. A balance never goes below zero, so it
        // is right again as soon as the queue was empty once.
        var balance = Math.Max(0, (before is null || gap ? 0 : before.Length) + (reading.Arrivals ?? 0) - (reading.Departures ?? 0));
        var length = reading.Count ?? Math.Min(balance, ReportBody.LongestQueue);
        var memory = (before ?? new SensorMemory(sensorId, reading.At)) with
        {
            At = reading.At.ToUniversalTime(),
            Length = length,
            Repeated = Repetition.After(before?.Repeated, null, length, at),
        };
        if (before is not null)
            memory = gap ? memory with { Served = 0, BusyMinutes = 0 } : Rate(memory, before, reading);
        return Tell(memory, at);
    }

    private static SensorMemory Rate(SensorMemory memory, SensorMemory before, Reading reading)
    {
        var minutes = (reading.At - before.At).TotalMinutes;
        var kept = Fading.Left(minutes, RateHalfLife);
        var busy = reading.Departures is not null && before.Length > 0;
        return memory with
        {
            Served = kept * before.Served + (busy ? reading.Departures!.Value : 0),
            BusyMinutes = kept * before.BusyMinutes + (busy ? minutes : 0),
        };
    }

    private SensorMemory Tell(SensorMemory memory, DateTimeOffset at)
    {
        if (at - memory.ToldAt < Apart || memory.Repeated is { Trust: 0 })
            return memory;
        var wait = memory is { Length: > 0, Served: >= EnoughServed }
            ? Math.Min((memory.Length + 1) * memory.BusyMinutes / memory.Served, ReportBody.LongestWait)
            : (double?)null;
        evidence.Add(new Evidence(at, SourceKind.Sensor, wait, memory.Length, Trust: memory.Repeated?.Trust ?? 1));
        return memory with { ToldAt = at };
    }
}
