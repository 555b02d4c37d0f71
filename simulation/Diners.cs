namespace QNom.Simulation;

/// <summary>
/// The honest people around a stall: two hundred regulars, of whom few report often, and strangers. They report rarely,
/// late and badly: guesses are off by a third and rounded to 5 minutes, everybody leans their own way, people are
/// miscounted, and one timed visit in thirty was stopped too late.
/// </summary>
public sealed class Diners(Dice dice, ulong stall)
{
    private const int Regulars = 200;

    private readonly double[] leaning = [.. Enumerable.Range(0, Regulars).Select(_ => dice.Factor(0.25))];
    private ulong strangers;

    /// <summary>A visit that its diner timed, told some time after it was over.</summary>
    public Happening? Timed(StallDay day, double time)
    {
        foreach (var (joined, begun) in day.Customers)
        {
            if (joined < time || begun > day.Closes)
                continue;
            var minutes = Math.Max(0, Math.Round(begun - joined + 0.7 * dice.Normal() + (dice.Happens(0.03) ? dice.Between(3, 15) : 0), 1));
            // Most tell it on the spot, some when they next look at the phone, few were offline.
            var late = dice.Happens(0.1) ? dice.Between(15, 60) : dice.Exponential(1.5);
            var said = new Said(joined, minutes, Timed: true);
            return new Happening(Math.Max(begun, joined + minutes) + late, dice.NextId(), Somebody(out _), _ => said);
        }

        return null;
    }

    /// <summary>A guess by somebody who looks at the line.</summary>
    public Happening Guess(StallDay day, double time)
    {
        var teller = Somebody(out var leans);
        var minutes = Math.Round(day.WaitAt(time) * leans * dice.Factor(0.3) / 5 + dice.Between(-0.2, 0.2)) * 5;
        var known = time + dice.Exponential(1.5);
        var said = new Said(known, Math.Max(0, minutes));
        return new Happening(known, dice.NextId(), teller, _ => said);
    }

    /// <summary>A count by somebody who looks at the line.</summary>
    public Happening People(StallDay day, double time)
    {
        var said = new Said(time, null, (int)Math.Round(day.AheadAt(time) * dice.Factor(0.2)));
        return new Happening(time, dice.NextId(), Somebody(out _), _ => said);
    }

    // A tenth is on the centre's own wireless network; mobile networks put many people behind one address.
    private Teller Somebody(out double leans)
    {
        var stranger = dice.Happens(0.15);
        var rank = dice.Rank(Regulars);
        leans = stranger ? dice.Factor(0.25) : leaning[rank];
        var who = (stall << 32) + (stranger ? 1_000_000 + ++strangers : (ulong)rank);
        var network = dice.Happens(0.1) ? 1 : 2 + (uint)dice.Next(200);
        return new Teller(Voice.Diner, who + 1, network, (uint)who + 1, SignedUp: !stranger);
    }
}
