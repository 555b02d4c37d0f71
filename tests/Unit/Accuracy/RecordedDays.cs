using QNom.Accuracy;

namespace QNom.Tests.Unit.Accuracy;

/// <summary>A made-up venue: a sign every 7 minutes that runs high, a lunch peak, and some timed visits.</summary>
internal static class RecordedDays
{
    public static readonly DateTime First = new(2018, 12, 3, 9, 0, 0);

    public static WaitSeries Create(int days, int seed)
    {
        var random = new Random(seed);
        var rows = new List<WaitRow>();
        for (var day = 0; day < days; day++)
        {
            var level = 0.6 + 0.8 * random.NextDouble();
            for (var minute = 0; minute < 600; minute += 7)
            {
                var at = First.AddDays(day).AddMinutes(minute);
                var wait = level * (10 + 30 * Math.Exp(-Math.Pow((minute - 200) / 90.0, 2)));
                rows.Add(new WaitRow(at, null, Math.Round(1.5 * wait / 5) * 5));
                if (random.Next(6) == 0)
                    rows.Add(new WaitRow(at.AddSeconds(90), Math.Round(wait * (0.8 + 0.4 * random.NextDouble())), null));
            }
        }

        return new WaitSeries("made-up", rows, 0);
    }
}
