using System.Diagnostics;
using System.Globalization;
using QNom.Accuracy.Simulation;
using QNom.Discovery;
using QNom.Queues;
using QNom.Recommendations;
using QNom.Simulation;

namespace QNom.Accuracy.Recommending;

/// <summary>How an evaluation is set up.</summary>
/// <param name="Seed">The same seed, the same run.</param>
/// <param name="Towns">Towns of 64 stalls, each with a history of its own.</param>
/// <param name="Days">Working days; the last three are judged.</param>
/// <param name="Guests">How many go to lunch in each town on each judged day.</param>
/// <param name="Side">The length of a side of a town, in metres: the longer, the fewer places are near.</param>
internal sealed record RecommendationSetup(int Seed, int Towns, int Days, int Guests, double Side = 1200);

/// <summary>What came of a strategy.</summary>
internal sealed record Outcome
{
    public int Lunches { get; set; }

    public int Nowhere { get; set; }

    public int OnTime { get; set; }

    public int Harmed { get; set; }

    public double Stars { get; set; }

    public double Fit { get; set; }

    public double Promised { get; set; }

    /// <summary>How often the stall had closed on the way there.</summary>
    public int Closed { get; set; }

    /// <summary>Of the lunches with a known wait: how many, and how often it was at most what was likely, and the upper end.</summary>
    public (int Known, int Likely, int High) Waits { get; set; }

    /// <summary>What was promised and what came of it, for calibration.</summary>
    public List<(double Chance, bool OnTime)> Chances { get; } = [];

    /// <summary>Of all who went to lunch, also of those for whom there was nothing.</summary>
    public double Share => (double)OnTime / Math.Max(1, Lunches + Nowhere);
}

/// <summary>
/// Simulated diners go to lunch by several strategies, in the same town, at the same minute, with the same pace and appetite;
/// what is known of queues comes from reports as rare and as bad as in <c>--simulate</c>, through the production classes.
/// </summary>
internal static class RecommendationRun
{
    private const int JudgedDays = 3;

    // Who knows how it will be: as many as could be on time at all.
    private const string Hindsight = "with hindsight";

    // Monday, 11:00 in Singapore.
    private static readonly DateTimeOffset First = new(2026, 9, 7, 3, 0, 0, TimeSpan.Zero);

    public static int Execute(RecommendationSetup setup)
    {
        var watch = Stopwatch.StartNew();
        var outcomes = Run(setup, Console.Error);
        Console.WriteLine($"{"strategy",-24}{"lunches",9}{"nowhere",9}{"on time",9}{"stars",8}{"fit",7}{"promised",10}{"closed",8}{"<=likely",10}{"<=high",8}{"harmed",8}");
        foreach (var (name, outcome) in outcomes)
        {
            var n = Math.Max(1, outcome.Lunches);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-24}{outcome.Lunches,9}{outcome.Nowhere,9}{outcome.Share,9:P1}{outcome.Stars / n,8:F2}{outcome.Fit / n,7:F3}{outcome.Promised / n,10:P1}{(double)outcome.Closed / n,8:P1}{Share(outcome.Waits.Likely, outcome.Waits.Known),10:P1}{Share(outcome.Waits.High, outcome.Waits.Known),8:P1}{outcome.Harmed,8}"));
        }

        var (ours, nearest, rated) = (outcomes["recommended"], outcomes["nearest first"], outcomes["best rated first"]);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"gain in on-time lunches: {100 * (ours.Share - nearest.Share):F1} points over nearest first, {100 * (ours.Share - rated.Share):F1} over best rated first"));
        Console.WriteLine("promised and kept: " + string.Join(", ", Calibration(ours)
            .Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin.From:P0}+ {bin.Promised:P0} → {bin.Kept:P0} ({bin.Count})"))));
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }

    /// <summary>All towns, one after the other, by strategy.</summary>
    public static IReadOnlyDictionary<string, Outcome> Run(RecommendationSetup setup, TextWriter? progress = null)
    {
        var outcomes = Strategy.All.Select(strategy => strategy.Name).Append(Hindsight).ToDictionary(name => name, _ => new Outcome());
        foreach (var number in Enumerable.Range(0, setup.Towns))
        {
            progress?.WriteLine($"town {number + 1} of {setup.Towns} …");
            Live(setup, number, outcomes);
        }

        return outcomes;
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;

    public static IEnumerable<(double From, double Promised, double Kept, int Count)> Calibration(Outcome outcome) => outcome.Chances
        .GroupBy(one => Math.Min(0.9, Math.Floor(one.Chance * 10) / 10)).OrderBy(bin => bin.Key)
        .Select(bin => (bin.Key, bin.Average(one => one.Chance), bin.Average(one => one.OnTime ? 1.0 : 0), bin.Count()));

    private static void Live(RecommendationSetup setup, int number, Dictionary<string, Outcome> outcomes)
    {
        var dice = Dice.Of(setup.Seed, number);
        var town = Town.Build(dice, First.AddDays(setup.Days / 5 * 7), setup.Side);
        var minds = town.Select(_ => new VenueMind()).ToArray();
        var crowds = town.Select((_, index) => new Crowd(Dice.Of(setup.Seed, (number * 1000) + index), (ulong)index, 0, 10)).ToArray();
        for (var index = 0; index < setup.Days; index++)
        {
            var opening = First.AddDays((index / 5 * 7) + (index % 5));
            var days = town.Select(stall => StallDay.Simulate(stall.Stall, dice)).ToArray();
            var told = town.SelectMany((_, stall) => crowds[stall].Tell(days[stall], awake: false).Select(happening => (stall, happening)))
                .OrderBy(one => one.happening.Known).ToList();
            var guests = index < setup.Days - JudgedDays
                ? []
                : Enumerable.Range(0, setup.Guests).Select(_ => dice.Between(40, 150)).Order().ToList();
            var next = 0;
            foreach (var leaves in guests.Append(double.PositiveInfinity))
            {
                for (; next < told.Count && told[next].happening.Known <= leaves; next++)
                    minds[told[next].stall].Hear(opening, told[next].happening);
                if (double.IsFinite(leaves))
                    Eat(Guest.Create(dice, opening.AddMinutes(leaves), setup.Side), leaves, town, minds, days, dice, outcomes);
            }
        }
    }

    private static void Eat(
        Guest guest, double leaves, IReadOnlyList<TownStall> town, VenueMind[] minds, StallDay[] days, Dice dice,
        Dictionary<string, Outcome> outcomes)
    {
        // The way to a place is the same whoever chose it.
        var detours = town.Select(_ => 1.25 * dice.Factor(0.12)).ToArray();
        var numbers = new Dictionary<string, int>();
        var around = new List<Candidate>();
        foreach (var (index, stall) in town.Index())
        {
            var metres = Distance.Metres(guest.Lunch.From, stall.Card.Venue!.Location);
            numbers[stall.Card.Id] = index;
            if (metres > guest.Lunch.Radius)
                continue;
            var now = guest.Lunch.LeavesAt;
            var live = minds[index].Ahead(now, now);
            var wait = live is { Wait: { } likely, IsLive: true }
                ? new ListedWait(VenueState.Open, (int)Math.Round(likely.Likely), (int)likely.Low, (int)Math.Ceiling(likely.High), now.AddMinutes(10), null)
                : null;
            around.Add(new Candidate(
                stall.Card with { Wait = wait }, metres, minds[index].Ahead(now, now.AddMinutes(guest.Lunch.WalkMinutes(metres)))));
        }

        var prospects = around.Select(venue => Outlook.Of(venue, guest.Lunch, guest.Taste)).OfType<Prospect>().ToList();
        // As production does: the queues of a few are looked at, chosen by what the cards show.
        var seen = Shortlist.Of(around, guest.Lunch, guest.Taste).Select(venue => venue.Card.Id).ToHashSet();
        var list = Variety.Choose([.. prospects.Where(prospect => seen.Contains(prospect.VenueId))], 5);
        bool? IsBack(Prospect venue) =>
            guest.IsBack(days[numbers[venue.VenueId]], leaves, venue.Venue.Metres, detours[numbers[venue.VenueId]]);

        foreach (var (name, chosen) in Strategy.All.Select(strategy => (strategy.Name, strategy.Choose(prospects, list)))
            .Append((Hindsight, prospects.MaxBy(venue => IsBack(venue) == true))))
        {
            var outcome = outcomes[name];
            if (chosen is null)
            {
                outcome.Nowhere++;
                continue;
            }

            var place = numbers[chosen.VenueId];
            var back = IsBack(chosen);
            var onTime = back == true;
            outcome.Closed += back is null ? 1 : 0;
            if (back is not null && chosen.Wait is { } said)
            {
                var (known, likely, high) = outcome.Waits;
                var wait = days[place].WaitAt(leaves + guest.WalkMinutes(chosen.Venue.Metres, detours[place]));
                outcome.Waits = (known + 1, likely + (wait <= said.Likely ? 1 : 0), high + (wait <= said.High ? 1 : 0));
            }

            outcome.Lunches++;
            outcome.OnTime += onTime ? 1 : 0;
            outcome.Stars += chosen.Venue.Card.Venue!.Rating!.Stars;
            outcome.Fit += chosen.Fit;
            outcome.Promised += chosen.Chance;
            outcome.Chances.Add((chosen.Chance, onTime));
            outcome.Harmed += guest.IsHarmedBy(
                chosen.Venue.Card.Venue.Diet!, DateOnly.FromDateTime(guest.Lunch.LeavesAt.AddHours(8).UtcDateTime)) ? 1 : 0;
        }
    }
}
