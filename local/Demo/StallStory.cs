using QNom.Simulation;

namespace QNom.Local.Demo;

/// <summary>A stall through all lunches: it, its people and its machines stay the same, and every day is another.</summary>
internal sealed class StallStory
{
    private const double Hostile = 0.08;
    private const double VisitsMinutes = 10;

    private readonly int number;
    private readonly Dice dice;
    private readonly Stall stall;
    private readonly Crowd crowd;

    /// <summary>Begins its story.</summary>
    /// <param name="seed">The same seed, the same story.</param>
    /// <param name="number">The stall's number.</param>
    public StallStory(int seed, int number)
    {
        (this.number, dice) = (number, Dice.Of(seed, number));
        stall = Stall.Create(dice);
        crowd = new Crowd(dice, (ulong)number, Hostile, VisitsMinutes);
    }

    /// <summary>The next lunch: what is true, and what is told of it.</summary>
    public (StallDay Day, IReadOnlyList<Cue> Cues) Next(bool liarsAwake)
    {
        var day = StallDay.Simulate(stall, dice);
        var told = crowd.Tell(day, liarsAwake);
        if (Machines.HasSensor(number))
            told.AddRange(Machines.Sensor(day, dice));
        var cues = told.Select(Cue (happening) => new Tell(happening.Known, number, happening)).ToList();
        if (Machines.HasPartner(number))
            cues.AddRange(OfPartner(day));
        return (day, cues);
    }

    // Who rests posts no waits: that would open the stall again.
    private IEnumerable<Cue> OfPartner(StallDay day) => Machines.Partner(day, dice)
        .Where(happening => !day.Pauses.Any(pause => happening.Known >= pause.From && happening.Known < pause.Until))
        .Select(Cue (happening) => new Tell(happening.Known, number, happening))
        .Concat(day.Pauses.Where(pause => pause.Until < day.Closes).Select(pause => new Pause(pause.From, number, pause.Until)))
        .Append(new Close(day.Closes, number, SoldOut: day.Closes < StallDay.Longest));
}
