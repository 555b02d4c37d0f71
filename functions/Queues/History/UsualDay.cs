using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Queues.History;

/// <summary>What a venue is usually like on a day of the week.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Day">The day, in Singapore.</param>
/// <param name="Waits">By the quarter of an hour; those of which too little was ever said are left out.</param>
public sealed record UsualDay(string VenueId, DayOfWeek Day, IReadOnlyList<UsualWait> Waits)
{
    /// <summary>Reads the <c>day</c> parameter; null if there is none.</summary>
    /// <exception cref="ProblemException">400: it is no day of the week.</exception>
    public static DayOfWeek? ReadDay(HttpRequest request) => request.Query["day"] switch
    {
        [] => null,
        ["monday"] => DayOfWeek.Monday,
        ["tuesday"] => DayOfWeek.Tuesday,
        ["wednesday"] => DayOfWeek.Wednesday,
        ["thursday"] => DayOfWeek.Thursday,
        ["friday"] => DayOfWeek.Friday,
        ["saturday"] => DayOfWeek.Saturday,
        ["sunday"] => DayOfWeek.Sunday,
        _ => throw InvalidDay(),
    };

    /// <summary>400: what is wrong with the parameter.</summary>
    internal static ProblemException InvalidDay() => Problems.Invalid("day", "must be a day of the week, monday to sunday");
}

/// <summary>The usual wait of someone who joins at a time of the day.</summary>
/// <param name="Time">The wall clock in Singapore, like 12:15.</param>
/// <param name="Minutes">The usual wait, in minutes.</param>
public sealed record UsualWait([RegularExpression("^[0-2][0-9]:[0-5][0-9]$")] string Time, int Minutes);
