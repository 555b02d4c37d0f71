namespace QNom.Simulation;

/// <summary>What a stall is like: it serves in order of arrival.</summary>
/// <param name="Servers">1 to 3.</param>
/// <param name="ServiceMinutes">Mean time a customer takes, 0.5 to 3 minutes.</param>
/// <param name="PeakLoad">Customers at the height of lunch, as a share of what the servers can do.</param>
public sealed record Stall(int Servers, double ServiceMinutes, double PeakLoad)
{
    /// <summary>Any stall.</summary>
    public static Stall Create(Dice dice) => new(1 + dice.Next(3), dice.Between(0.5, 3), dice.Between(0.85, 1.35));
}

/// <summary>
/// One lunch at one stall, as it truly was: customers come by the minute's rate (a Poisson process), join or turn away when
/// the line is long, and are served by the first free hand. Minutes count from 11:00.
/// </summary>
public sealed class StallDay
{
    /// <summary>When lunch is over: half past two.</summary>
    public const double Longest = 210;

    private readonly List<(double Joined, double Begun)> customers = [];
    private readonly List<(double From, double Until)> pauses = [];
    private readonly List<(double Time, double[] FreeAt)> hands = [];

    private StallDay(double closes) => Closes = closes;

    /// <summary>Half past two, or when it is sold out.</summary>
    public double Closes { get; }

    /// <summary>Every customer: when they joined the line, and when it was their turn.</summary>
    public IReadOnlyList<(double Joined, double Begun)> Customers => customers;

    /// <summary>When nobody serves: a stall with one pair of hands, whose owner rests.</summary>
    public IReadOnlyList<(double From, double Until)> Pauses => pauses;

    /// <summary>Plays a lunch through.</summary>
    public static StallDay Simulate(Stall stall, Dice dice)
    {
        var day = new StallDay(dice.Happens(0.08) ? dice.Between(120, 195) : Longest);
        day.Run(stall, dice);
        return day;
    }

    /// <summary>The wait of someone who joins at a time: by the work in front (Kiefer and Wolfowitz 1955).</summary>
    public double WaitAt(double time)
    {
        var (low, high) = (0, hands.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hands[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? 0 : Math.Max(0, hands[low - 1].FreeAt.Min() - time);
    }

    /// <summary>How many stand in line at a time.</summary>
    public int AheadAt(double time) => customers.Count(customer => customer.Joined <= time && customer.Begun > time);

    private void Run(Stall stall, Dice dice)
    {
        var busy = dice.Factor(0.12);
        var free = new double[stall.Servers];
        var breaks = Enumerable.Range(0, stall.Servers).Where(_ => dice.Happens(0.3))
            .Select(_ => dice.Between(20, 190)).Order().ToList();
        var capacity = stall.Servers / stall.ServiceMinutes;
        var most = capacity * stall.PeakLoad * busy * 1.2;
        for (var time = dice.Exponential(1 / most); time < Closes; time += dice.Exponential(1 / most))
        {
            if (breaks.Count > 0 && breaks[0] <= time)
            {
                var hand = Array.IndexOf(free, free.Min());
                var rest = Math.Max(free[hand], breaks[0]);
                free[hand] = rest + dice.Between(4, 10);
                if (stall.Servers == 1)
                    pauses.Add((rest, free[hand]));
                hands.Add((breaks[0], [.. free]));
                breaks.RemoveAt(0);
            }

            if (!dice.Happens(Crowd(time) / 1.2))
                continue;
            var next = Array.IndexOf(free, free.Min());
            var begun = Math.Max(time, free[next]);
            if (!dice.Happens(Math.Exp(-Math.Max(0, begun - time - 12) / 15)))
                continue;
            free[next] = begun + Math.Clamp(stall.ServiceMinutes * dice.Factor(0.5) / 1.13, 0.2, 10);
            customers.Add((time, begun));
            hands.Add((time, [.. free]));
        }
    }

    // Offices come down at a quarter past twelve and again at one.
    private static double Crowd(double time) =>
        0.35 + 0.75 * Math.Exp(-Math.Pow((time - 75) / 25, 2) / 2) + 0.55 * Math.Exp(-Math.Pow((time - 125) / 18, 2) / 2);
}
