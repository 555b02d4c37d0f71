using System.Text.Json.Serialization;

namespace QNom.Queues.Trust;

/// <summary>
/// What a venue remembers of those who report: standings of up to 48 reporters, and the reports of the last minutes. At
/// most 2.4 KB when stored. <see cref="ReportJudge"/> changes it in place.
/// </summary>
[JsonConverter(typeof(TrustStateConverter))]
public sealed class TrustState
{
    internal List<Standing> Standings { get; } = new(TrustModel.RemembersReporters);

    /// <summary>In the order of their arrival.</summary>
    internal List<PendingReport> Reports { get; } = new(TrustModel.RemembersReports + 1);

    /// <summary>The same, to be changed by itself.</summary>
    public TrustState Copy()
    {
        var copy = new TrustState();
        copy.Standings.AddRange(Standings);
        copy.Reports.AddRange(Reports);
        return copy;
    }

    internal Standing? Find(ulong reporter)
    {
        var index = IndexOf(reporter);
        return index < 0 ? null : Standings[index];
    }

    /// <summary>Remembers how wrong a reporter was; where there is no place, who was heard least is forgotten.</summary>
    internal void Learn(ulong reporter, double error, int day)
    {
        var index = IndexOf(reporter);
        var standing = index < 0
            ? new Standing { Reporter = reporter, Error = TrustModel.PriorError, Day = day }
            : Standings[index];
        standing.Learn(error, day);
        if (index >= 0)
            Standings[index] = standing;
        else if (Standings.Count < TrustModel.RemembersReporters)
            Standings.Add(standing);
        else
            Standings[LeastHeard(day)] = standing;
    }

    private int IndexOf(ulong reporter) => Standings.FindIndex(standing => standing.Reporter == reporter);

    private int LeastHeard(int day)
    {
        var least = 0;
        for (var i = 1; i < Standings.Count; i++)
        {
            if (Heard(Standings[i], day) < Heard(Standings[least], day))
                least = i;
        }

        return least;
    }

    private static double Heard(in Standing standing, int day) =>
        standing.Count * Estimation.Fading.Left(day - standing.Day, TrustModel.HalfLifeDays);
}
