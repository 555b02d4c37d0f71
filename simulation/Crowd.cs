namespace QNom.Simulation;

/// <summary>The people around a stall, honest and hostile, and how often they tell something.</summary>
public sealed class Crowd
{
    private const double GuessesMinutes = 15;
    private const double CountsMinutes = 15;

    private readonly Dice dice;
    private readonly double hostile;
    private readonly double visitsMinutes;
    private readonly Diners diners;
    private readonly Liars liars;

    /// <summary>Gathers them.</summary>
    /// <param name="dice">Chance.</param>
    /// <param name="stall">The stall's number: every stall has people of its own.</param>
    /// <param name="hostile">The share of reports that are meant to harm, 0 to 1.</param>
    /// <param name="visitsMinutes">Mean minutes between timed visits.</param>
    public Crowd(Dice dice, ulong stall, double hostile, double visitsMinutes)
    {
        (this.dice, this.hostile, this.visitsMinutes) = (dice, hostile, visitsMinutes);
        diners = new Diners(dice, stall);
        liars = new Liars(dice, stall, diners);
    }

    /// <summary>Timed visits, guesses and counts of one lunch, each a Poisson process; a share of all is hostile instead.</summary>
    /// <param name="day">What is true.</param>
    /// <param name="awake">Whether those who wait for their day to lie do it on this one.</param>
    /// <returns>In no order.</returns>
    public List<Happening> Tell(StallDay day, bool awake)
    {
        var told = new List<Happening>();
        Add(visitsMinutes, diners.Timed);
        Add(GuessesMinutes, diners.Guess);
        Add(CountsMinutes, diners.People);
        return told;

        void Add(double every, Func<StallDay, double, Happening?> honest)
        {
            for (var time = dice.Exponential(every); time < day.Closes; time += dice.Exponential(every))
            {
                if (dice.Happens(hostile))
                    told.Add(liars.Report(day, time, awake));
                else if (honest(day, time) is { } report)
                    told.Add(report);
            }
        }
    }
}
