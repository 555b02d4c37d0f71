using System.Diagnostics;
using System.Globalization;

namespace QNom.Accuracy.Simulation;

/// <summary>What the simulation must show, seed by seed, and the worst of every attack over all of them.</summary>
internal static class ManySeeds
{
    private static readonly double[] HostileShares = [0, 0.1, 0.3];

    public static int Execute(SimulationSetup setup, int seeds)
    {
        var watch = Stopwatch.StartNew();
        var worst = new Dictionary<string, (Movement Movement, int Seed)>();
        Console.WriteLine($"{"seed",-6}{"mae, 0%",9}{"10%",7}{"30%",7}{"ratio",8}{"coverage",16}{"ece",15}{"moves by",10}{"more than 2 min for",21}");
        for (var seed = setup.Seed; seed < setup.Seed + seeds; seed++)
        {
            var one = setup with { Seed = seed, AttacksADay = Attack.All.Count };
            var scores = HostileShares.Select(share => SimulationRun.ScoreOf(SimulationRun.Run(one, share))).ToList();
            var moved = SimulationRun.Moved(SimulationRun.Run(one, 0, attacked: true));
            foreach (var (name, movement) in moved)
            {
                var before = worst.GetValueOrDefault(name);
                worst[name] = (before.Movement.With(movement), movement.Longest > before.Movement.Longest ? seed : before.Seed);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{seed,-6}{scores[0].Mae,9:F2}{scores[1].Mae,7:F2}{scores[2].Mae,7:F2}{scores[2].Mae / scores[0].Mae,8:F2}{Range(scores, s => s.Coverage80),16}{Range(scores, s => s.CalibrationError),15}{moved.Values.Max(m => m.Most),10:F1}{moved.Values.Max(m => m.Longest),17:F1} min"));
        }

        Console.WriteLine();
        Console.WriteLine($"{"one attacker, 50 accounts",-32}{"moves by",10}{"by more than 2 min for",25}{"seed",6}");
        foreach (var attack in Attack.All)
        {
            var ((most, longest), seed) = worst[attack.Name];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{attack.Name,-32}{most,6:F1} min{longest,21:F1} min{seed,6}"));
        }

        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }

    private static string Range(IReadOnlyList<Score> scores, Func<Score, double> figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{scores.Min(figure):F3} to {scores.Max(figure):F3}");
}
