using System.Globalization;

namespace QNom.Local.Demo;

/// <summary>A wait as it is shown, and as it is.</summary>
/// <param name="Place">Where.</param>
/// <param name="Shown">Minutes.</param>
/// <param name="True">Minutes.</param>
internal sealed record Comparison(string Place, double Shown, double True)
{
    /// <summary>Minutes between the two.</summary>
    public double Off => Math.Abs(Shown - True);
}

/// <summary>Counts what is told in a quarter of an hour, and writes the line about it. Safe for use at once.</summary>
internal sealed class Tally
{
    private readonly Lock gate = new();
    private readonly Dictionary<Outcome, int> outcomes = [];
    private int lies;

    /// <summary>Counts one.</summary>
    public void Count(Outcome outcome, bool hostile = false)
    {
        lock (gate)
        {
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            lies += hostile && outcome == Outcome.Taken ? 1 : 0;
        }
    }

    /// <summary>The line, and counts from 0 again.</summary>
    /// <param name="minute">Of the lunch, from 11:00.</param>
    /// <param name="open">Stalls that are open in truth.</param>
    /// <param name="compared">Those of them whose wait is shown as live.</param>
    public string Line(double minute, int open, IReadOnlyList<Comparison> compared)
    {
        lock (gate)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{TimeOnly.MinValue.AddMinutes(11 * 60 + minute):HH:mm}  {Accuracy(open, compared)}; {Told()}");
            outcomes.Clear();
            lies = 0;
            return text;
        }
    }

    private static string Accuracy(int open, IReadOnlyList<Comparison> compared)
    {
        if (compared.Count == 0)
            return $"none of {open} open stalls shows a live wait";
        var worst = compared.MaxBy(comparison => comparison.Off)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{compared.Count} of {open} open stalls show a live wait, off by {compared.Average(c => c.Off):F1} min on average (most at {worst.Place}: shown {worst.Shown:F0}, true {worst.True:F0})");
    }

    private string Told()
    {
        string?[] parts =
        [
            $"{outcomes.GetValueOrDefault(Outcome.Taken)} told, of which {lies} lies",
            Part(Outcome.TooSoon, "too soon after another"),
            Part(Outcome.Refused, "refused"),
            Part(Outcome.LeftOut, "timed visits left out"),
        ];
        return string.Join(", ", parts.OfType<string>());

        string? Part(Outcome outcome, string name) => outcomes.TryGetValue(outcome, out var count) ? $"{count} {name}" : null;
    }
}
