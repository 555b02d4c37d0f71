using System.Text.Json.Serialization;

namespace QNom.Venues.Hours;

/// <summary>
/// All that decides when a venue is open: its own hours and its site's closures, each with the revision it was read at, so
/// that a copy can be brought up to date by whatever comes in whatever order.
/// </summary>
/// <param name="HoursRevision">The revision of the hours; 0 if there were none.</param>
/// <param name="Hours">The venue's hours; null if nobody told them.</param>
/// <param name="ClosuresRevision">The revision of the closures; 0 if there were none.</param>
/// <param name="Closures">The site's closures that are not over.</param>
public sealed record Opening(
    long HoursRevision, OpeningHours? Hours, long ClosuresRevision, IReadOnlyList<DateRange> Closures)
{
    /// <summary>Nothing is known, so nothing is closed.</summary>
    public static Opening Unknown { get; } = new(0, null, 0, []);

    /// <summary>Whether there is anything by which it could be closed.</summary>
    [JsonIgnore]
    public bool Gates => Hours is not null || Closures.Count > 0;

    /// <summary>The answers to when it is open.</summary>
    [JsonIgnore]
    public Timetable Timetable => new(Hours, Closures);

    /// <summary>This one with what is newer in another; the same object if nothing is.</summary>
    public Opening With(Opening other)
    {
        var next = other.HoursRevision > HoursRevision
            ? this with { HoursRevision = other.HoursRevision, Hours = other.Hours }
            : this;
        return other.ClosuresRevision > ClosuresRevision
            ? next with { ClosuresRevision = other.ClosuresRevision, Closures = other.Closures }
            : next;
    }
}
