using QNom.Simulation;

namespace QNom.Local.Demo;

/// <summary>One lunch at all stalls: what is true, and all that is to be done, in order.</summary>
/// <param name="Days">What is true, by stall.</param>
/// <param name="Cues">What is to be done.</param>
internal sealed record Lunch(IReadOnlyList<StallDay> Days, IReadOnlyList<Cue> Cues)
{
    /// <summary>From the beginning of one lunch to the next, in minutes: from 11:00 to a quarter to three.</summary>
    public const double Length = StallDay.Longest + Quarter;

    private const double Quarter = 15;

    /// <summary>The same lunch without what is to be done until a minute.</summary>
    public Lunch From(double minute) => this with { Cues = [.. Cues.Where(cue => cue.At > minute)] };

    /// <summary>Puts together what the stalls do.</summary>
    public static Lunch Of(IReadOnlyList<StallStory> stalls, bool liarsAwake)
    {
        var days = stalls.Select(stall => stall.Next(liarsAwake)).ToList();
        var quarters = Enumerable.Range(1, (int)(StallDay.Longest / Quarter)).Select(n => (Cue)new QuarterHour(n * Quarter));
        return new Lunch(
            [.. days.Select(day => day.Day)],
            [.. days.SelectMany(day => day.Cues).Concat(quarters).Where(cue => cue.At < Length).OrderBy(cue => cue.At)]);
    }
}
