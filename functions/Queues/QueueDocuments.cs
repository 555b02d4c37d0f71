using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>The head of a venue's queue: the one document that a status is read from. Id: <c>head</c>.</summary>
public sealed record QueueHead
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-head/2";

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

    /// <summary>How many reports were folded in, ever.</summary>
    public long Reports { get; init; }

    /// <summary>The time of the newest report, UTC; null if there was none.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What the estimator remembers.</summary>
    public EstimatorState Estimator { get; init; } = new();

    /// <summary>What read models were last told; null if nothing yet.</summary>
    public PublishedStatus? Published { get; init; }
}

/// <summary>A report as it was counted. Id: the report's. Kept 90 days.</summary>
public sealed record ReportDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-report/1";

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

    /// <summary>The reported wait in minutes.</summary>
    public int? WaitMinutes { get; init; }

    /// <summary>The reported number of people ahead.</summary>
    public int? QueueLength { get; init; }

    /// <summary>Seconds until it is deleted: 90 days, the retention of queue history.</summary>
    public int Ttl { get; init; } = 90 * 24 * 60 * 60;
}

/// <summary>
/// A reporter's turn at a venue: while it exists, the same reporter has to wait. Id: <c>turn:</c> and the pseudonym.
/// </summary>
public sealed record ReporterTurn
{
    /// <summary>One report per diner and venue in this time.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The id of a reporter's turn.</summary>
    public static string IdOf(string reporter) => $"turn:{reporter}";

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The report that took the turn.</summary>
    public required string ReportId { get; init; }

    /// <summary>A hash of the Idempotency-Key of that report, if it had one.</summary>
    public string? Key { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Seconds until the next turn.</summary>
    public int Ttl { get; init; } = (int)Length.TotalSeconds;
}
