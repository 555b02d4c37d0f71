using System.Globalization;
using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>
/// What it is worth to start a venue from what others like it have in common: each series begins anew at the start of each
/// quarter of the period, once from nothing and once from what all other series had learned by then, and its first waits are
/// judged.
/// </summary>
internal static class ColdStart
{
    private static readonly int[] Firsts = [10, 30, 100];

    public static void Print(TextWriter output, IReadOnlyList<WaitSeries> series, Period period)
    {
        var starts = Enumerable.Range(0, int.MaxValue).Select(quarter => period.From.AddMonths(3 * quarter)).TakeWhile(period.Contains)
            .TakeWhile(start => start < series.Max(s => s.Rows[^1].At)).ToList();
        List<Cold>[] cold = [.. starts.AsParallel().AsOrdered().Select(start => Judge(series, start).ToList())];
        output.WriteLine($"{"the first waits of a venue",-28}{"n",7}{"from nothing",14}{"from like ones",16}{"coverage",10}{"coverage",10}");
        foreach (var first in Firsts)
        {
            var judged = cold.SelectMany(one => one).Select(one => one with { Nothing = [.. one.Nothing.Take(first)], Like = [.. one.Like.Take(first)] }).ToList();
            Line(output, $"{first}, with a sign", judged, judgement => judgement.All);
            Line(output, $"{first}, sign withheld", judged, judgement => judgement.NoPosted);
        }
    }

    private static IEnumerable<Cold> Judge(IReadOnlyList<WaitSeries> series, DateTime start)
    {
        var learned = series.Select(one => Replay.Learn(Rows(one, DateTime.MinValue, start))).ToList();
        for (var i = 0; i < series.Count; i++)
        {
            var like = LikeWaits.None;
            foreach (var (withSign, _) in learned.Where((_, other) => other != i))
                like.Add(withSign);
            var (rows, judged) = (Rows(series[i], start, start.AddYears(1)), new Period(start, DateTime.MaxValue));
            yield return new Cold(
                [.. Replay.Run(rows, judged, new EstimatorState()).Take(Firsts[^1])],
                [.. Replay.Run(rows, judged, LikeWaits.Start(null, like)).Take(Firsts[^1])]);
        }
    }

    private static WaitSeries Rows(WaitSeries series, DateTime from, DateTime until) =>
        series with { Rows = [.. series.Rows.Where(row => row.At >= from && row.At < until)] };

    private static void Line(TextWriter output, string name, IReadOnlyList<Cold> cold, Func<Judgement, Estimate> estimate)
    {
        var (nothing, like) = (Of(one => one.Nothing), Of(one => one.Like));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28}{nothing.N,7}{nothing.Mae,14:F2}{like.Mae,16:F2}{nothing.Coverage80,10:F3}{like.Coverage80,10:F3}"));

        Score Of(Func<Cold, IReadOnlyList<Judgement>> judged) => Score.Of(cold.SelectMany(judged).Select(j => (estimate(j), j.Actual)));
    }

    private sealed record Cold(IReadOnlyList<Judgement> Nothing, IReadOnlyList<Judgement> Like);
}
