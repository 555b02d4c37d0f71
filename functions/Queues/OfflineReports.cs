using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>What a client noted while it was offline.</summary>
/// <param name="Reports">1 to 50 reports, of any venues, oldest first.</param>
public sealed record OfflineReports(IReadOnlyList<OfflineReport> Reports)
{
    /// <summary>So many reports are taken at once.</summary>
    public const int Most = 50;

    /// <summary>Checks what can only be wrong with the whole.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors().Require(Reports is { Count: >= 1 and <= Most }, "/reports", $"must hold 1 to {Most} reports");
        for (var i = 0; i < Reports?.Count; i++)
            errors.Require(Reports[i] is not null, $"/reports/{i}", "must be a JSON object");
        errors.ThrowIfAny();
    }
}

/// <summary>One report of several: as a report alone, with where and when it was, and an id of the client's own.</summary>
/// <param name="Id">The client's id, 1 to 64 visible ASCII characters: sent again under it, a report is the same report.</param>
/// <param name="VenueId">Where.</param>
/// <param name="ObservedAt">When it was said, at most 24 hours ago.</param>
/// <param name="WaitMinutes">A guess: the wait of someone who joined then, 0 to 180 minutes.</param>
/// <param name="QueueLength">People ahead of someone who joined then, 0 to 999.</param>
/// <param name="JoinedAt">A timed visit: when the diner joined the queue, at most 6 hours before it was said.</param>
/// <param name="ServedAt">When the diner was served, at most 180 minutes after joining.</param>
public sealed record OfflineReport(
    string Id,
    string VenueId,
    DateTimeOffset ObservedAt,
    int? WaitMinutes = null,
    int? QueueLength = null,
    DateTimeOffset? JoinedAt = null,
    DateTimeOffset? ServedAt = null)
{
    // The members have no ranges in the schema: what is out of range is the result of the one report, and the request is
    // still as it may be.
    private const int LongestId = 64;

    /// <summary>The report without where and when.</summary>
    internal ReportBody Body => new(WaitMinutes, QueueLength, JoinedAt, ServedAt);

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    internal void Validate(string at, DateTimeOffset now)
    {
        var errors = new ValidationErrors()
            .Require(Id is { Length: > 0 and <= LongestId } && Id.All(c => c is > ' ' and < '\x7f'), at + "/id",
                $"must be 1 to {LongestId} visible ASCII characters")
            .Require(RouteValue.IsId(VenueId), at + "/venueId", "must be the id of a venue");
        Observation.Check(errors, at + "/observedAt", ObservedAt, now);
        Body.Check(errors, at, ObservedAt).ThrowIfAny();
    }
}

/// <summary>What became of one report of several.</summary>
public enum ReportOutcome
{
    /// <summary>It is durable and will be counted once.</summary>
    Accepted,

    /// <summary>It was accepted before; it is counted once.</summary>
    Duplicate,

    /// <summary>It was not accepted; its problem says why, and the same report will not be accepted later either.</summary>
    Rejected,
}

/// <summary>What became of a report.</summary>
/// <param name="Id">The client's id of it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="ReportId">Our id of it; null if it was rejected.</param>
/// <param name="Problem">Why it was rejected; null if it was not.</param>
public sealed record ReportResult(string? Id, ReportOutcome Outcome, string? ReportId, ItemProblem? Problem);

/// <summary>What became of several reports.</summary>
/// <param name="Results">What became of each, in the order in which they were sent.</param>
public sealed record ReportResults(IReadOnlyList<ReportResult> Results);
