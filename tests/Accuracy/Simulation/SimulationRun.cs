using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Accuracy.Simulation;

/// <summary>Runs the simulation with more and more hostile reports, and with attacks, and says how it went.</summary>
internal static class SimulationRun
{
    private const string OneAddress = "0%, all behind one address";

    private static readonly double[] HostileShares = [0, 0.1, 0.3];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static int Execute(SimulationSetup setup, int seeds, FileInfo? json)
    {
        if (seeds > 1)
            return ManySeeds.Execute(setup, seeds);
        var watch = Stopwatch.StartNew();
        var report = new JsonObject { ["seed"] = setup.Seed };
        Console.WriteLine($"{"hostile reports",-32}{"n",8}{"mae",8}{"<=5",7}{"bias",8}{"cover80",9}{"width",8}{"ece",8}{"held, honest",14}{"held, hostile",15}");
        var scores = new JsonObject();
        foreach (var share in HostileShares)
            scores[Percent(share)] = Line(Percent(share), Run(setup, share));
        foreach (var share in HostileShares)
            scores[Percent(share) + ", without trust"] = Line(Percent(share) + ", without trust", Run(setup, share, believesAll: true));
        scores[OneAddress] = Line(OneAddress, Run(setup with { OneNetwork = true }, 0));
        report["hostile"] = scores;

        var attacked = Run(setup, 0, attacked: true);
        var moved = Moved(attacked);
        Console.WriteLine();
        Console.WriteLine($"{"one attacker, 50 accounts",-32}{"moves by",10}{"by more than 2 min for",25}");
        var attacks = new JsonObject();
        foreach (var attack in Attack.All.Where(attack => moved.ContainsKey(attack.Name)))
        {
            var movement = moved[attack.Name];
            attacks[attack.Name] = new JsonObject { ["mostMinutes"] = Round(movement.Most), ["longestMinutes"] = movement.Longest };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{attack.Name,-32}{movement.Most,6:F1} min{movement.Longest,21:F1} min"));
        }

        report["attacks"] = attacks;
        ColdStalls.Print(Console.Out, setup, attacked);
        if (json is not null)
            File.WriteAllText(json.FullName, report.ToJsonString(Indented) + "\n");
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }

    /// <summary>All stalls, side by side; each has its own dice, so that the order makes no difference.</summary>
    public static IReadOnlyList<StallOutcome> Run(SimulationSetup setup, double hostile, bool attacked = false, bool believesAll = false)
    {
        Console.Error.WriteLine($"{setup.Stalls} stalls, {setup.Days} days, {Percent(hostile)} hostile{(attacked ? ", attacked" : "")} …");
        return [.. Enumerable.Range(0, setup.Stalls).AsParallel().AsOrdered()
            .Select(number => new StallLife(setup, number, hostile, believesAll).Run(attacked))];
    }

    public static Score ScoreOf(IReadOnlyList<StallOutcome> stalls) => Score.Of(stalls.SelectMany(stall => stall.Judged));

    /// <summary>The worst of all stalls and days, by attack.</summary>
    public static Dictionary<string, Movement> Moved(IReadOnlyList<StallOutcome> stalls) => stalls
        .SelectMany(stall => stall.Moved)
        .GroupBy(moved => moved.Key, moved => moved.Value)
        .ToDictionary(group => group.Key, group => group.Aggregate((one, other) => one.With(other)));

    private static JsonObject Line(string name, IReadOnlyList<StallOutcome> stalls)
    {
        var score = ScoreOf(stalls);
        var honest = Share(stalls.Sum(s => s.HonestHeld), stalls.Sum(s => s.Honest));
        var lies = Share(stalls.Sum(s => s.HostileHeld), stalls.Sum(s => s.Hostile));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-32}{score.N,8}{score.Mae,8:F2}{score.Within5,7:F3}{score.Bias,8:F2}{score.Coverage80,9:F3}{score.MeanWidth,8:F1}{score.CalibrationError,8:F3}{honest,14:F3}{lies,15:F3}"));
        return new JsonObject
        {
            ["n"] = score.N,
            ["mae"] = Round(score.Mae),
            ["within5"] = Round(score.Within5),
            ["bias"] = Round(score.Bias),
            ["coverage80"] = Round(score.Coverage80),
            ["meanWidth"] = Round(score.MeanWidth),
            ["calibrationError"] = Round(score.CalibrationError),
            ["honestHeld"] = Round(honest),
            ["hostileHeld"] = Round(lies),
        };
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;

    private static double Round(double value) => Math.Round(value, 4);

    private static string Percent(double share) => $"{100 * share:F0}%";
}
