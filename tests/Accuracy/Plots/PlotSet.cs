using System.Globalization;
using QNom.Queues.Estimation;

namespace QNom.Accuracy.Plots;

/// <summary>The four plots of a run.</summary>
internal static class PlotSet
{
    private const string WithSign = "#1565c0";
    private const string WithoutSign = "#e65100";

    // Minutes since a measured wait became known; the last class is the first wait of a day.
    private static readonly double[] Ages = [15, 30, 60, 120, 240, double.PositiveInfinity];

    /// <summary>Writes the plots of all judged waits; the day is the fullest one of one venue.</summary>
    public static void Write(string folder, IReadOnlyList<Judgement> all, IReadOnlyList<Judgement> venue)
    {
        Directory.CreateDirectory(folder);
        if (all.Count == 0)
            return;
        ErrorByAge(all).Save(Path.Combine(folder, "error-by-age.svg"));
        Calibration(all).Save(Path.Combine(folder, "calibration.svg"));
        CoverageByMonth(all).Save(Path.Combine(folder, "coverage-by-month.svg"));
        Day(venue).Save(Path.Combine(folder, "day.svg"));
    }

    private static Chart ErrorByAge(IReadOnlyList<Judgement> all)
    {
        string[] names = ["<15", "<30", "<60", "<120", "<240", ">=240", "first"];
        return new Chart("Error by age of the newest measured wait", "minutes since it became known", "mean absolute error, minutes", (0, 6), (0, 18))
        {
            XTick = value => names[(int)Math.Round(value)],
        }
            .With(new Trace("with sign", WithSign, Errors(j => j.All)))
            .With(new Trace("without sign", WithoutSign, Errors(j => j.NoPosted)));

        List<(double X, double Y)> Errors(Func<Judgement, Estimate> estimate) =>
            [.. all.GroupBy(j => j.MinutesSinceTruth is { } age ? Array.FindIndex(Ages, limit => age < limit) : Ages.Length)
                .OrderBy(group => group.Key)
                .Select(group => ((double)group.Key, group.Average(j => Math.Abs(estimate(j).Likely - j.Actual))))];
    }

    private static Chart Calibration(IReadOnlyList<Judgement> all)
    {
        return new Chart("Confidence and what came true", "confidence", "share within 5 minutes or 25%", (0, 1), (0, 1))
            .With(new Trace("perfect", "#999", [(0, 0), (1, 1)]))
            .With(new Trace("with sign", WithSign, Curve(j => j.All)))
            .With(new Trace("without sign", WithoutSign, Curve(j => j.NoPosted)));

        List<(double X, double Y)> Curve(Func<Judgement, Estimate> estimate) =>
            [.. Score.Calibration(all.Select(j => (estimate(j), j.Actual))).Select(bin => (bin.Said, bin.True))];
    }

    private static Chart CoverageByMonth(IReadOnlyList<Judgement> all)
    {
        var first = all.Min(j => Month(j.Joined));
        var last = Math.Max(first + 1, all.Max(j => Month(j.Joined)));
        return new Chart("Coverage of the 80% interval by month", "month", "share covered", (first, last), (0.5, 1))
        {
            XTick = value => string.Create(CultureInfo.InvariantCulture, $"{(int)value / 12}-{(int)value % 12 + 1:00}"),
        }
            .With(new Trace("80%", "#999", [(first, 0.8), (last, 0.8)]))
            .With(new Trace("with sign", WithSign, Coverage(j => j.All)))
            .With(new Trace("without sign", WithoutSign, Coverage(j => j.NoPosted)));

        List<(double X, double Y)> Coverage(Func<Judgement, Estimate> estimate) =>
            [.. all.GroupBy(j => Month(j.Joined)).OrderBy(month => month.Key).Select(month => ((double)month.Key,
                month.Average(j => j.Actual >= estimate(j).Low && j.Actual <= estimate(j).High ? 1.0 : 0)))];

        static int Month(DateTime at) => at.Year * 12 + at.Month - 1;
    }

    private static Chart Day(IReadOnlyList<Judgement> venue)
    {
        var day = venue.GroupBy(j => j.Joined.Date).MaxBy(group => group.Count())!.OrderBy(j => j.Joined).ToList();
        var top = Math.Ceiling(day.Max(j => Math.Max(j.Actual, Math.Max(j.All.High, j.Guesses.PostedRaw))) / 30) * 30;
        return new Chart(
            string.Create(CultureInfo.InvariantCulture, $"One day: {day[0].Joined:yyyy-MM-dd}"), "time", "minutes",
            (Hour(day[0]), Math.Max(Hour(day[0]) + 1, Hour(day[^1]))), (0, top))
        {
            XTick = hour => TimeSpan.FromHours(hour).ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        }
            .With(new Trace("80% interval", WithSign, [.. day.Select(j => (Hour(j), j.All.Low))], [.. day.Select(j => j.All.High)]))
            .With(new Trace("likely", WithSign, [.. day.Select(j => (Hour(j), j.All.Likely))]))
            .With(new Trace("posted", "#999", [.. day.Select(j => (Hour(j), j.Guesses.PostedRaw))]))
            .With(new Trace("measured", "#c62828", [.. day.Select(j => (Hour(j), j.Actual))], Dots: true));

        static double Hour(Judgement judgement) => judgement.Joined.TimeOfDay.TotalHours;
    }
}
