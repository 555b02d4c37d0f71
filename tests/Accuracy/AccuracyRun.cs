using System.Diagnostics;
using QNom.Accuracy.Plots;

namespace QNom.Accuracy;

/// <summary>Reads the series, judges them side by side, and says how it went.</summary>
internal static class AccuracyRun
{
    public static int Execute(DirectoryInfo folder, FileInfo? json, DirectoryInfo? plots, bool ablate, bool cold, Period period)
    {
        var files = folder.Exists ? WaitSeries.FilesIn(folder.FullName) : [];
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"There are no *.csv or *.csv.gz files in {folder.FullName}.");
            return 1;
        }

        var watch = Stopwatch.StartNew();
        if (ablate)
        {
            Ablation.Print(Console.Out, [.. files.AsParallel().AsOrdered().Select(WaitSeries.Read)], period);
            return 0;
        }

        if (cold)
        {
            ColdStart.Print(Console.Out, [.. files.AsParallel().AsOrdered().Select(WaitSeries.Read)], period);
            return 0;
        }

        var judged = files.AsParallel().AsOrdered().Select(file => Judge(file, period)).ToList();
        var venues = judged.ToDictionary(venue => venue.Name, venue => Result.Of(venue.Judgements));
        List<Judgement> all = [.. judged.SelectMany(venue => venue.Judgements)];
        var total = Result.Of(all);
        Table.Print(Console.Out, total, venues);
        if (json is not null)
            JsonReport.Write(json.FullName, total, venues);
        if (plots is not null)
            PlotSet.Write(plots.FullName, all, judged.MaxBy(venue => venue.Judgements.Count).Judgements);
        Console.Error.WriteLine($"{all.Count} waits judged in {watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }

    private static (string Name, List<Judgement> Judgements) Judge(string file, Period period)
    {
        var watch = Stopwatch.StartNew();
        var series = WaitSeries.Read(file);
        var judgements = Replay.Run(series, period);
        var leftOut = series.LeftOut == 0 ? "" : $", {series.LeftOut} impossible ones left out";
        Console.Error.WriteLine(
            $"{series.Name}: {series.Rows.Count} rows, {judgements.Count} waits judged{leftOut}, {watch.Elapsed.TotalSeconds:F1} s");
        return (series.Name, judgements);
    }
}
