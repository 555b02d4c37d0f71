namespace QNom.Simulation;

/// <summary>A sensor that counts the line and sometimes gets stuck; a partner who posts waits and sometimes forgets to.</summary>
public static class Machines
{
    /// <summary>Whether a stall has a sensor: every third.</summary>
    public static bool HasSensor(int stall) => stall % 3 == 1;

    /// <summary>Whether a stall posts its waits itself: every fourth.</summary>
    public static bool HasPartner(int stall) => stall % 4 == 2;

    /// <summary>Every two minutes a count, off by a tenth; on one day in ten it stays at one value from some time on.</summary>
    public static IEnumerable<Happening> Sensor(StallDay day, Dice dice)
    {
        var stuck = dice.Happens(0.1) ? dice.Between(30, 150) : double.MaxValue;
        int? frozen = null;
        for (var time = dice.Between(0, 2); time < day.Closes; time += 2)
        {
            var people = (int)Math.Round(day.AheadAt(time) * dice.Factor(0.1));
            if (time >= stuck)
                people = frozen ??= people;
            var said = new Said(time, null, people);
            yield return new Happening(time, dice.NextId(), new Teller(Voice.Sensor), _ => said);
        }
    }

    /// <summary>
    /// Every 5 to 10 minutes a wait that is four tenths too long and rounded to 5; on one day in four the partner forgets it
    /// from some time on, while their system goes on sending it.
    /// </summary>
    public static IEnumerable<Happening> Partner(StallDay day, Dice dice)
    {
        var forgotten = dice.Happens(0.25) ? dice.Between(40, 150) : double.MaxValue;
        double? frozen = null;
        for (var time = dice.Between(0, 5); time < day.Closes; time += dice.Between(5, 10))
        {
            var minutes = Math.Round(day.WaitAt(time) * 1.4 / 5) * 5;
            if (time >= forgotten)
                minutes = frozen ??= minutes;
            var said = new Said(time, minutes);
            yield return new Happening(time, dice.NextId(), new Teller(Voice.Partner), _ => said);
        }
    }
}
