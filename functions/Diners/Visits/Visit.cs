using System.Globalization;
using QNom.Platform;

namespace QNom.Diners.Visits;

/// <summary>How a visit is known.</summary>
public enum VisitKind
{
    /// <summary>The diner reported the queue.</summary>
    Report,

    /// <summary>The diner timed the wait.</summary>
    TimedWait,

    /// <summary>The diner collected an order.</summary>
    Order,
}

/// <summary>A diner was at a venue.</summary>
/// <param name="VenueId">Where.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">How that is known.</param>
public sealed record Visit(string VenueId, DateTimeOffset At, VisitKind Kind);

/// <summary>
/// A visit, in the diner's partition. There is one to a venue and day in Singapore, so that what is told twice, or of the same
/// meal in two ways, is one visit. Kept 90 days.
/// </summary>
internal sealed record VisitDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "visit/1";

    /// <summary>How the ids start.</summary>
    public const string Prefix = "visit:";

    /// <summary>So long a visit is kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(90);

    /// <summary>The ticks that are left from the end of the day until the year 10000, so that the latest sorts first, and the venue.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Where.</summary>
    public required string VenueId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it is known.</summary>
    public required VisitKind Kind { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Seconds until it is deleted.</summary>
    public required int Ttl { get; init; }

    /// <summary>A visit of a diner; null if it is too long ago to be kept.</summary>
    public static VisitDocument? Of(string dinerId, Visit visit, DateTimeOffset now)
    {
        var left = visit.At + Kept - now;
        return left < TimeSpan.FromSeconds(1) ? null : new VisitDocument
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{NewestFirst.Prefix(SingaporeTime.EndOfDay(visit.At))}-{visit.VenueId}"),
            DinerId = dinerId,
            VenueId = visit.VenueId,
            At = visit.At,
            Kind = visit.Kind,
            RecordedAt = now,
            Ttl = (int)left.TotalSeconds,
        };
    }

    /// <summary>What others are told of it.</summary>
    public Visit ToVisit() => new(VenueId, At, Kind);
}

/// <summary>A page of visits.</summary>
/// <param name="Visits">The latest first.</param>
public sealed record VisitHistory(IReadOnlyList<Visit> Visits);
