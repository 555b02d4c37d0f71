using System.Globalization;
using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>What each term is worth: the errors when it is left out, as a Markdown table.</summary>
internal static class Ablation
{
    public static void Print(TextWriter output, IReadOnlyList<WaitSeries> series, Period period)
    {
        output.WriteLine("| left out | all | recent | noPosted | noPosted, recent | +15 | +30 | +60 | coverage | width |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var complete = Judge(series, period, Terms.None);
        output.WriteLine($"| nothing | {string.Join(" | ", Figures(complete).Select(value => Format(value, "F3")))} |");
        foreach (var term in Enum.GetValues<Terms>().Where(term => term != Terms.None))
        {
            var costs = Figures(Judge(series, period, term)).Zip(Figures(complete), (without, with) => without - with);
            output.WriteLine($"| {term} | {string.Join(" | ", costs.Select(value => Format(value, "+0.000;-0.000;0")))} |");
        }
    }

    private static Result Judge(IReadOnlyList<WaitSeries> series, Period period, Terms omitted) =>
        Result.Of([.. series.AsParallel().AsOrdered().Select(s => Replay.Run(s, period, omitted)).SelectMany(judged => judged)]);

    private static double[] Figures(Result result) =>
    [
        result.All.Mae, result.Recent.Mae, result.NoPosted.Mae, result.NoPostedRecent.Mae,
        .. result.Forecast.Values.Select(score => score.Mae), result.All.Coverage80, result.All.MeanWidth,
    ];

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
