using System.Globalization;

namespace QNom.Accuracy;

/// <summary>The result as a table to read.</summary>
internal static class Table
{
    public static void Print(TextWriter output, Result total, IReadOnlyDictionary<string, Result> venues)
    {
        Head(output, "all venues");
        Line(output, "all", total.All);
        Line(output, "recent", total.Recent);
        Line(output, "noPosted", total.NoPosted);
        Line(output, "noPosted, recent", total.NoPostedRecent);
        foreach (var (horizon, score) in total.Forecast)
            Line(output, $"forecast +{horizon}", score);
        foreach (var (name, score) in total.Baselines)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"baseline " + name,-28}{score.N,7}{score.Mae,8:F2}"));

        PrintVenues(output, "all, by venue", venues, result => result.All);
        PrintVenues(output, "noPosted, by venue", venues, result => result.NoPosted);
    }

    private static void PrintVenues(
        TextWriter output, string title, IReadOnlyDictionary<string, Result> venues, Func<Result, Score> score)
    {
        output.WriteLine();
        Head(output, title);
        foreach (var (name, result) in venues)
            Line(output, name, score(result));
    }

    private static void Head(TextWriter output, string title) =>
        output.WriteLine($"{title,-28}{"n",7}{"mae",8}{"<=5",7}{"<=10",7}{"bias",8}{"cover80",9}{"width",8}{"ece",8}");

    private static void Line(TextWriter output, string name, Score score) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28}{score.N,7}{score.Mae,8:F2}{score.Within5,7:F3}{score.Within10,7:F3}{score.Bias,8:F2}{score.Coverage80,9:F3}{score.MeanWidth,8:F1}{score.CalibrationError,8:F3}"));
}
