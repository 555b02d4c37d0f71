namespace QNom.Queues;

/// <summary>A reporter's turn at a venue: a report that was accepted.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="At">When the reporter said so, UTC.</param>
/// <param name="Key">A hash of the key under which the client sent it; null if it had none.</param>
public sealed record Turn(string ReportId, DateTimeOffset At, string? Key);

/// <summary>
/// A reporter's turns at a venue, of the last day: there is one in five minutes, by the time at which something was said, also
/// if it is told hours later. Id: <c>turns:</c> and the pseudonym.
/// </summary>
public sealed record ReporterTurns
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "reporter-turns/1";

    /// <summary>One report per diner and venue in this time.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(5);

    // What is older is not accepted any more, so that its turn is not needed to tell what was sent again.
    private static readonly TimeSpan Kept = Observation.Oldest + Length;

    /// <summary>The id of a reporter's turns.</summary>
    public static string IdOf(string reporter) => $"turns:{reporter}";

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The turns.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>Seconds until all of them are over.</summary>
    public int Ttl { get; init; } = (int)Kept.TotalSeconds;

    /// <summary>The turn that was taken by the same report, if it was sent before.</summary>
    public Turn? Same(Turn wanted) => Turns.FirstOrDefault(turn => turn.ReportId == wanted.ReportId);

    /// <summary>Whether another report was sent under the same key.</summary>
    public bool HasKeyOf(Turn wanted) => wanted.Key is not null && Turns.Any(turn => turn.Key == wanted.Key);

    /// <summary>The turn that is in the way of another; null if there is none.</summary>
    public Turn? InTheWayOf(Turn wanted) => Turns.FirstOrDefault(turn => (turn.At - wanted.At).Duration() < Length);

    /// <summary>With one more turn, and without those that are over.</summary>
    public ReporterTurns With(Turn turn, DateTimeOffset now) =>
        this with { Turns = [.. Turns.Where(other => now - other.At < Kept), turn] };

    /// <summary>Without the turn of a report.</summary>
    public ReporterTurns Without(Turn turn) =>
        this with { Turns = [.. Turns.Where(other => other.ReportId != turn.ReportId)] };
}
