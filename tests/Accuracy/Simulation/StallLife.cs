using QNom.Queues.Estimation;
using QNom.Simulation;

namespace QNom.Accuracy.Simulation;

/// <summary>How a simulation is set up.</summary>
/// <param name="Seed">The same seed, the same run.</param>
/// <param name="Stalls">How many.</param>
/// <param name="Days">Working days, of which the second half is judged.</param>
/// <param name="VisitsMinutes">Minutes between timed visits at a stall.</param>
/// <param name="AttacksADay">So many of the attacks are tried on each judged day, by turns; each on its own copy of it.</param>
internal sealed record SimulationSetup(int Seed, int Stalls, int Days, double VisitsMinutes, int AttacksADay = 1)
{
    /// <summary>Every day is judged, and not only the second half of them.</summary>
    public bool FromTheFirstDay { get; init; }

    /// <summary>All diners are behind one address.</summary>
    public bool OneNetwork { get; init; }
}

/// <summary>What came out at one stall.</summary>
internal sealed record StallOutcome(
    List<(Estimate Estimate, double Actual)> Judged, int Reports, int Honest, int HonestHeld, int Hostile, int HostileHeld,
    Dictionary<string, Movement> Moved, EstimatorState Learned);

/// <summary>How far an attack moved what was shown.</summary>
/// <param name="Most">At most, in minutes.</param>
/// <param name="Longest">The longest time without a break that it was off by more than 2 minutes, in minutes.</param>
internal readonly record struct Movement(double Most, double Longest)
{
    /// <summary>The worse of both.</summary>
    public Movement With(Movement other) => new(Math.Max(Most, other.Most), Math.Max(Longest, other.Longest));
}

/// <summary>One stall over some weeks: what is true, what is told, what is shown.</summary>
internal sealed class StallLife(SimulationSetup setup, int number, double hostile, bool believesAll, EstimatorState? start = null)
{
    private const double TooFar = 2;

    // Judged from a quarter past eleven, once a minute.
    private const double From = 15;

    // Monday, 11:00 in Singapore.
    private static readonly DateTimeOffset First = new(2026, 9, 7, 3, 0, 0, TimeSpan.Zero);

    private readonly Dice dice = Dice.Of(setup.Seed, number);
    private readonly VenueMind mind = new(start?.Copy() ?? new EstimatorState()) { BelievesAll = believesAll, OneNetwork = setup.OneNetwork };
    private readonly StallOutcome outcome = new([], 0, 0, 0, 0, 0, [], new EstimatorState());

    public StallOutcome Run(bool attacked)
    {
        var stall = Stall.Create(dice);
        var crowd = new Crowd(dice, (ulong)number, hostile, setup.VisitsMinutes);
        var (honest, honestHeld, lies, liesHeld) = (0, 0, 0, 0);
        for (var index = 0; index < setup.Days; index++)
        {
            var opening = First.AddDays(index / 5 * 7 + index % 5);
            var judged = setup.FromTheFirstDay || index >= setup.Days / 2;
            var day = StallDay.Simulate(stall, dice);
            var told = crowd.Tell(day, awake: judged);
            if (Machines.HasSensor(number))
                told.AddRange(Machines.Sensor(day, dice));
            if (Machines.HasPartner(number))
                told.AddRange(Machines.Partner(day, dice));
            told.Sort((a, b) => a.Known.CompareTo(b.Known));
            for (var i = 0; attacked && judged && i < setup.AttacksADay; i++)
                Attacked(day, opening, told, Attack.All[(index + number + i) % Attack.All.Count]);

            var next = 0;
            for (double time = From; time < day.Closes; time++)
            {
                for (; next < told.Count && told[next].Known <= time; next++)
                    Hear(told[next]);
                if (judged)
                    outcome.Judged.Add((mind.At(opening.AddMinutes(time)), day.WaitAt(time)));
            }

            for (; next < told.Count; next++)
                Hear(told[next]);

            void Hear(Happening happening)
            {
                var counts = mind.Hear(opening, happening);
                if (happening.Teller.Voice != Voice.Diner || !judged)
                    return;
                if (happening.Hostile)
                    (lies, liesHeld) = (lies + 1, liesHeld + (counts ? 0 : 1));
                else
                    (honest, honestHeld) = (honest + 1, honestHeld + (counts ? 0 : 1));
            }
        }

        return outcome with { Honest = honest, HonestHeld = honestHeld, Hostile = lies, HostileHeld = liesHeld, Reports = honest + lies, Learned = mind.Learned };
    }

    // The same day twice, with and without the attacker.
    private void Attacked(StallDay day, DateTimeOffset opening, List<Happening> told, Attack attack)
    {
        var start = dice.Between(40, 100);
        List<Happening> reports = [.. attack.Reports(dice, start)];
        var (calm, harmed) = (mind.Copy(), mind.Copy());
        var (next, nextReport) = (0, 0);
        var (most, longest, since) = (0.0, 0.0, double.NaN);
        for (var time = 0.5; time < day.Closes; time += 0.5)
        {
            for (; next < told.Count && told[next].Known <= time; next++)
            {
                for (; nextReport < reports.Count && reports[nextReport].Known <= told[next].Known; nextReport++)
                    harmed.Hear(opening, reports[nextReport]);
                calm.Hear(opening, told[next]);
                harmed.Hear(opening, told[next]);
            }

            for (; nextReport < reports.Count && reports[nextReport].Known <= time; nextReport++)
                harmed.Hear(opening, reports[nextReport]);
            var now = opening.AddMinutes(time);
            var moved = Math.Abs(harmed.At(now).Likely - calm.At(now).Likely);
            most = Math.Max(most, moved);
            since = moved <= TooFar ? double.NaN : double.IsNaN(since) ? time : since;
            longest = double.IsNaN(since) ? longest : Math.Max(longest, time - since + 0.5);
        }

        outcome.Moved[attack.Name] = outcome.Moved.GetValueOrDefault(attack.Name).With(new Movement(most, longest));
    }
}
