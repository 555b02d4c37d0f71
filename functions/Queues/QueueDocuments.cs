using QNom.Platform;
using QNom.Queues.Estimation;
using QNom.Queues.Gate;
using QNom.Queues.History;
using QNom.Queues.Notices;
using QNom.Queues.Sensors;
using QNom.Queues.Trust;
using QNom.Queues.Truths;
using QNom.Venues.Hours;

namespace QNom.Queues;

/// <summary>The head of a venue's queue: the one document that a status is read from. Id: <c>head</c>.</summary>
public sealed record QueueHead
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-head/6";

    /// <summary>The only head's id in its partition.</summary>
    public const string DocumentId = "head";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Counts the changes of this head; events carry it, so that a late one is known to be late.</summary>
    public long Sequence { get; init; }

    /// <summary>How many reports were taken up, ever: those that count, and those that were held back.</summary>
    public long Reports { get; init; }

    /// <summary>The time of the newest report, UTC; null if there was none.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What the estimator remembers.</summary>
    public EstimatorState Estimator { get; init; } = new();

    /// <summary>What is known of those who report here.</summary>
    public TrustState Trust { get; init; } = new();

    /// <summary>How right what was shown has been.</summary>
    public VenueAccuracy Accuracy { get; init; } = new();

    /// <summary>What the stall itself last said; null if it never did.</summary>
    public Notice? Notice { get; init; }

    /// <summary>A copy of when the venue is open, kept up to date by events; null if nothing was known when the head was born.</summary>
    public Opening? Opening { get; init; }

    /// <summary>The sensors that counted here within a day.</summary>
    public IReadOnlyList<SensorMemory> Sensors { get; init; } = [];

    /// <summary>What read models were last told; null if nothing yet.</summary>
    public PublishedStatus? Published { get; init; }

    /// <summary>When what they were told runs out, in seconds since 1970; null if it holds until something else is said.</summary>
    public long? DueAt { get; init; }

    /// <summary>The change that they were last told of; 0 if of none.</summary>
    public long PublishedIn { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The minute of the last change, to which more may be added; null before the first.</summary>
    public QueueMinute? Minute { get; init; }

    /// <summary>That nobody can queue at a time, whoever says so; null if nothing stands against it.</summary>
    public Shut? ShutAt(DateTimeOffset now) => Opening.ShutAt(Notice?.ShutAt(now), now);

    /// <summary>What was said until then says nothing of the queue at a time; null if all of it may.</summary>
    public DateTimeOffset? NothingLiveUntil(DateTimeOffset now)
    {
        // At the very opening one may be told of.
        var (closed, open) = (Notice?.NothingLiveUntil, Opening.OpenSince(now)?.AddTicks(-1));
        return open is null || closed > open ? closed : open;
    }
}

/// <summary>A report as it was taken up: counted, or held back. Id: the report's. Kept 90 days.</summary>
public sealed record ReportDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-report/3";

    /// <summary>The report's id; that it exists is what makes a redelivered message end.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Who reported, as a pseudonym.</summary>
    public required string Reporter { get; init; }

    /// <summary>When the report was accepted, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the reporter said so, UTC; earlier than it was accepted, if the client was offline.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Whether the reporter never signed up.</summary>
    public bool FromDevice { get; init; }

    /// <summary>When a timed visit began, UTC.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? ServedAt { get; init; }

    /// <summary>The guessed wait in minutes.</summary>
    public int? WaitMinutes { get; init; }

    /// <summary>The reported number of people ahead.</summary>
    public int? QueueLength { get; init; }

    /// <summary>What it counts, where the report of an average reporter counts 1; 0 while it is held back.</summary>
    public double Weight { get; init; }

    /// <summary>Why it was held back; null if it never was.</summary>
    public HeldReason? Held { get; init; }

    /// <summary>Its place in the list of those that were held back, the latest first; null if it never was.</summary>
    public string? HeldKey { get; init; }

    /// <summary>That it counts though it was held back; null if it does not.</summary>
    public Release? Released { get; init; }

    /// <summary>Seconds until it is deleted: 90 days, the retention of queue history.</summary>
    public int Ttl { get; init; } = 90 * 24 * 60 * 60;

    /// <summary>See <see cref="HeldKey"/>.</summary>
    public static string HeldKeyOf(DateTimeOffset receivedAt, string id) => $"{NewestFirst.Prefix(receivedAt)}-{id}";

    /// <summary>What it says. A report counts at the time it speaks of, however much later it is told.</summary>
    public Evidence ToEvidence() => this is { JoinedAt: { } joined, ServedAt: { } served }
        ? new Evidence(joined, SourceKind.Crowd, (served - joined).TotalMinutes, null, Timed: true)
        : new Evidence(ObservedAt, SourceKind.Crowd, WaitMinutes, QueueLength);
}
