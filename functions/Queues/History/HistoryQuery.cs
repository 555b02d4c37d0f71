using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Queues.History;

/// <summary>The parameters of a venue's history, checked.</summary>
/// <param name="From">From <c>from</c>, at the beginning of its step; a day before <paramref name="To"/> if not given.</param>
/// <param name="To">From <c>to</c>, which is not in it any more; now if not given.</param>
/// <param name="Step">From <c>step</c>, in minutes: 1, 5, 15 or 60; 15 if not given.</param>
/// <param name="Start">From <c>cursor</c>: the step that the page starts with; <paramref name="From"/> if not given.</param>
/// <param name="Limit">From <c>limit</c>: 1 to 500 steps, 100 if not given.</param>
public sealed record HistoryQuery(DateTimeOffset From, DateTimeOffset To, int Step, DateTimeOffset Start, int Limit)
{
    /// <summary>Steps to a page, if nothing is said.</summary>
    public const int UsualLimit = 100;

    /// <summary>The most steps to a page.</summary>
    public const int MostAtOnce = 500;

    // A page reads a day of minutes at most, however long its steps are.
    private const int MostMinutes = 24 * 60;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private sealed record Position(DateTimeOffset Start);

    /// <summary>The lengths that a step may have, in minutes.</summary>
    public static IReadOnlyList<int> Steps { get; } = [1, 5, 15, 60];

    /// <summary>How many minutes a page reads at most.</summary>
    public int Minutes => Math.Min(MostMinutes, Limit * Step);

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static HistoryQuery Read(HttpRequest request, DateTimeOffset now)
    {
        var errors = new ValidationErrors();
        var step = ReadStep(request, errors);
        var to = ReadTime(request, "to", errors) ?? now;
        var from = QueueMinute.Floor(ReadTime(request, "from", errors) ?? to - Day, step);
        var query = new HistoryQuery(
            from, to, step, Cursor.Read<Position>(request)?.Start ?? from, Cursor.ReadLimit(request, UsualLimit, MostAtOnce));
        errors.Require(from < to, "from", "must be before to").ThrowIfAny();
        return query;
    }

    /// <summary>The cursor of the page that starts with a step.</summary>
    public static string CursorAt(DateTimeOffset start) => Cursor.Encode(new Position(start));

    private static int ReadStep(HttpRequest request, ValidationErrors errors)
    {
        if (request.Query["step"] is [])
            return 15;
        if (request.Query["step"] is [{ } text] && Steps.FirstOrDefault(step => $"{step}" == text) is > 0 and var known)
            return known;
        errors.Add("step", $"must be one of {string.Join(", ", Steps)} minutes");
        return 15;
    }

    private static DateTimeOffset? ReadTime(HttpRequest request, string parameter, ValidationErrors errors)
    {
        if (request.Query[parameter] is [])
            return null;
        if (request.Query[parameter] is [{ } text] && QueryTime.Read(text) is { } time)
            return time;
        errors.Add(parameter, "must be a time with an offset, like 2026-11-25T04:00:00Z");
        return null;
    }
}
