using QNom.Platform;
using QNom.Platform.Http;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Diners.Alerts;

/// <summary>Of what, and when, a diner wants to be told. As a request's body it is checked before it is stored.</summary>
/// <param name="UnderMinutes">The wait must be shorter than this, 1 to 180 minutes.</param>
/// <param name="From">From when on, inclusive, on Singapore's clock.</param>
/// <param name="Until">Until when, exclusive. Not after <paramref name="From"/> means on the next day.</param>
/// <param name="Days">On which days it begins; every day if nothing is said.</param>
public sealed record AlertRule(int UnderMinutes, ClockTime From, ClockTime Until, IReadOnlyList<DayOfWeek>? Days = null)
{
    private const int MostMinutes = 180;

    /// <summary>The end in minutes since the midnight before its beginning, up to 2880.</summary>
    internal int End => OpenSpan.EndOf(From, Until);

    /// <summary>Records everything that is wrong.</summary>
    /// <param name="errors">Where errors go.</param>
    /// <param name="at">The pointer to what has the rule.</param>
    internal void Check(ValidationErrors errors, string at)
    {
        errors.Require(UnderMinutes is >= 1 and <= MostMinutes, at + "/underMinutes", $"must be 1 to {MostMinutes}");
        errors.Require(From.Minutes < ClockTime.Day, at + "/from", "must be before 24:00");
        errors.Require(From != Until, at + "/until", "must be another time than from");
        VenueRules.CheckSet(Days, at + "/days", errors);
        errors.Require(Days is not [], at + "/days", "must name a day, or be left out for every day");
    }

    /// <summary>The occasion that a time is in; null if it is in none.</summary>
    public AlertOccasion? At(DateTimeOffset now)
    {
        var local = SingaporeTime.Local(now);
        // One that began yesterday may still run.
        foreach (var back in (int[])[0, 1])
        {
            var midnight = local.Date.AddDays(-back);
            var minute = (local - midnight).TotalMinutes;
            if (minute >= From.Minutes && minute < End && IsOn(midnight.DayOfWeek))
            {
                return new AlertOccasion(
                    DateOnly.FromDateTime(midnight), new DateTimeOffset(midnight.AddMinutes(End), SingaporeTime.Offset).ToUniversalTime());
            }
        }

        return null;
    }

    /// <summary>Whether another rule says the same.</summary>
    public bool IsLike(AlertRule other) =>
        (UnderMinutes, From, Until) == (other.UnderMinutes, other.From, other.Until)
        && Enum.GetValues<DayOfWeek>().All(day => IsOn(day) == other.IsOn(day));

    /// <summary>The same with its days named.</summary>
    internal AlertRule Filled() => this with { Days = Days ?? Enum.GetValues<DayOfWeek>() };

    private bool IsOn(DayOfWeek day) => Days is null || Days.Contains(day);
}

/// <summary>A time span in which an alert may come once.</summary>
/// <param name="Day">The day in Singapore on which it began.</param>
/// <param name="Ends">When it ends, UTC, exclusive.</param>
public sealed record AlertOccasion(DateOnly Day, DateTimeOffset Ends);
