namespace QNom.Accuracy;

/// <summary>The simple rules an estimate is compared with, fitted on what came before the judged time.</summary>
internal sealed class Baselines
{
    private readonly double ratio;
    private readonly double overall;
    private readonly Dictionary<(bool Weekend, int Hour), double> history;

    /// <summary>Fits the rules on the waits before a time.</summary>
    public Baselines(WaitSeries series, DateTime before)
    {
        var ratios = new List<double>();
        var waits = new List<(DateTime At, double Minutes)>();
        (DateTime At, double Minutes)? sign = null;
        foreach (var row in series.Rows.TakeWhile(row => row.At < before))
        {
            if (row.Posted is >= 0)
                sign = (row.At, row.Posted.Value);
            if (row.Actual is not { } actual)
                continue;
            waits.Add((row.At, actual));
            if (sign is { Minutes: > 0 } shown && row.At - shown.At <= Replay.SignHolds)
                ratios.Add(actual / shown.Minutes);
        }

        ratio = ratios.Count == 0 ? 1 : Median(ratios);
        overall = waits.Count == 0 ? 0 : Median(waits.Select(wait => wait.Minutes));
        history = waits.GroupBy(wait => Slot(wait.At)).ToDictionary(slot => slot.Key, slot => Median(slot.Select(wait => wait.Minutes)));
    }

    public BaselineGuesses At(DateTime joined, double posted, double? les) => new(
        posted, posted * ratio, les, (les + posted * ratio) / 2, history.GetValueOrDefault(Slot(joined), overall));

    private static (bool Weekend, int Hour) Slot(DateTime at) =>
        (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, at.Hour);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
