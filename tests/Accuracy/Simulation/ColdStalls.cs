using System.Globalization;
using QNom.Queues.Estimation;

namespace QNom.Accuracy.Simulation;

/// <summary>The first lunches of stalls that open among stalls that are known: from nothing, and from what the known ones have in common.</summary>
internal static class ColdStalls
{
    private static readonly int[] Lunches = [1, 3];

    public static void Print(TextWriter output, SimulationSetup setup, IReadOnlyList<StallOutcome> known)
    {
        var like = LikeWaits.None;
        foreach (var stall in known)
            like.Add(stall.Learned);
        output.WriteLine();
        output.WriteLine($"{"a new stall's first lunches",-32}{"n",8}{"from nothing",14}{"from like ones",16}{"coverage",10}{"coverage",10}{"from nothing, one address",27}");
        foreach (var lunches in Lunches)
        {
            var shared = Judge(setup with { OneNetwork = true }, lunches, new EstimatorState());
            var (nothing, primed) = (Judge(setup, lunches, new EstimatorState()), Judge(setup, lunches, LikeWaits.Start(like, like)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{lunches,-32}{nothing.N,8}{nothing.Mae,14:F2}{primed.Mae,16:F2}{nothing.Coverage80,10:F3}{primed.Coverage80,10:F3}{shared.Mae,27:F2}"));
        }
    }

    /// <summary>How good the waits of new stalls are, of other numbers than those that are known.</summary>
    public static Score Judge(SimulationSetup setup, int lunches, EstimatorState start) => SimulationRun.ScoreOf(
        [.. Enumerable.Range(setup.Stalls, setup.Stalls).AsParallel().AsOrdered().Select(number =>
            new StallLife(setup with { Days = lunches, FromTheFirstDay = true }, number, 0, believesAll: false, start).Run(attacked: false))]);
}
