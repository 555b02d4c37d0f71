using System.ComponentModel.DataAnnotations;
using QNom.Platform.Http;

namespace QNom.Queues.Sensors;

/// <summary>What a sensor read.</summary>
/// <param name="Readings">1 to 500 readings in any order; what is sent again changes nothing.</param>
public sealed record ReadingsBody(IReadOnlyList<Reading> Readings)
{
    /// <summary>So many readings are taken at once.</summary>
    public const int Most = 500;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors().Require(Readings is { Count: >= 1 and <= Most }, "/readings", $"must hold 1 to {Most} readings");
        for (var i = 0; i < Math.Min(Readings?.Count ?? 0, Most); i++)
        {
            if (Readings![i] is { } reading)
                reading.Check(errors, $"/readings/{i}");
            else
                errors.Add($"/readings/{i}", "must be a JSON object");
        }

        errors.ThrowIfAny();
    }
}

/// <summary>One reading: the people in the queue, or those who came and went since the reading before, or all of them.</summary>
/// <param name="At">When, by the sensor's clock.</param>
/// <param name="Count">People in the queue, 0 to 999.</param>
/// <param name="Arrivals">People who joined it since the reading before, 0 to 999; with departures.</param>
/// <param name="Departures">People who were served since the reading before, 0 to 999; with arrivals.</param>
public sealed record Reading(
    DateTimeOffset At,
    [Range(0, ReportBody.LongestQueue)] int? Count = null,
    [Range(0, ReportBody.LongestQueue)] int? Arrivals = null,
    [Range(0, ReportBody.LongestQueue)] int? Departures = null)
{
    internal void Check(ValidationErrors errors, string at)
    {
        errors
            .Require(Count is not null || Arrivals is not null || Departures is not null, at, "needs count, or arrivals and departures")
            .Require(Arrivals is not null || Departures is null, at + "/arrivals", "is needed with departures")
            .Require(Departures is not null || Arrivals is null, at + "/departures", "is needed with arrivals");
        foreach (var (name, people) in new[] { ("count", Count), ("arrivals", Arrivals), ("departures", Departures) })
            errors.Require(people is not (< 0 or > ReportBody.LongestQueue), $"{at}/{name}", $"must be from 0 to {ReportBody.LongestQueue}");
    }
}
