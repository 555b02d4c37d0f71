using Microsoft.AspNetCore.Http;
using QNom.Partners;
using QNom.Platform.Http;
using QNom.Queues.Trust;

namespace QNom.Queues.Sensors;

/// <summary>
/// Takes sensors' readings: those of one call as one change of the venue's head, committed before the answer, so that what
/// the answer counts is what is stored.
/// </summary>
public sealed class SensorReadings(SensorRegistry sensors, QueueHeads heads, TimeProvider time)
{
    /// <summary>So many sensors count at one venue.</summary>
    public const int MostSensors = 8;

    /// <summary>Takes readings; sent again, they change nothing.</summary>
    /// <exception cref="ProblemException">400, 404 for an unknown sensor, 409 where too many sensors count already.</exception>
    /// <exception cref="TimeoutException">The venue's head kept changing; nothing was stored.</exception>
    public async Task<ReadingReport> TakeAsync(string sensorId, ReadingsBody body, CancellationToken cancellationToken)
    {
        body.Validate();
        var sensor = await sensors.FindAsync(sensorId, cancellationToken) ?? throw Problems.NotFound("sensor");
        var now = time.GetUtcNow();
        ReadingReport? report = null;
        await heads.ChangeAsync(
            sensor.VenueId,
            head =>
            {
                (var step, report) = Fold(head, sensorId, body.Readings, now);
                return step;
            },
            cancellationToken);
        QueueMetrics.Count("sensor", "counted", report!.Accepted);
        QueueMetrics.Count("sensor", "repeated", report.Repeated);
        return report;
    }

    /// <summary>The head after a sensor's readings, the same if they say nothing new; and what to answer.</summary>
    public static (HeadStep Step, ReadingReport Report) Fold(
        QueueHead head, string sensorId, IReadOnlyList<Reading> readings, DateTimeOffset now)
    {
        var fold = new ReadingFold(now);
        var before = head.Sensors.FirstOrDefault(sensor => sensor.SensorId == sensorId);
        var memory = fold.Take(sensorId, before, readings);
        var report = fold.Report(sensorId, head.VenueId, readings, memory);
        if (ReferenceEquals(memory, before))
            return (new HeadStep(head), report);

        // Readings older than a day are refused, so whoever was silent for so long need not be remembered.
        List<SensorMemory> others =
            [.. head.Sensors.Where(sensor => sensor.SensorId != sensorId && sensor.At > now - Observation.Oldest)];
        if (others.Count >= MostSensors)
            throw TooManySensors();

        var newest = fold.Evidence.Count == 0 ? head.UpdatedAt : fold.Evidence.Max(evidence => evidence.At);
        var counted = head with
        {
            Sensors = [.. others, memory!],
            UpdatedAt = head.UpdatedAt > newest ? head.UpdatedAt : newest,
        };
        return (HeadTrust.Take(counted, fold.Evidence, now), report);
    }

    /// <summary>409: the venue's head remembers as many sensors as it can.</summary>
    internal static ProblemException TooManySensors() =>
        new(StatusCodes.Status409Conflict, "too-many-sensors", "Too many sensors count at this venue.",
            $"At most {MostSensors} within 24 hours.");
}
