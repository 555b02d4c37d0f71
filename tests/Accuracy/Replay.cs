using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>
/// Plays a venue's waits back in order of time through the estimator that serves production. A measured wait is judged when
/// it begins and told when it is over; nothing is known before its time.
/// </summary>
internal sealed class Replay
{
    /// <summary>How far ahead is forecast.</summary>
    public static readonly TimeSpan[] Horizons =
        [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60)];

    /// <summary>A sign older than this says nothing.</summary>
    public static readonly TimeSpan SignHolds = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan RecentWithin = TimeSpan.FromHours(1);

    // The recorded times are local already.
    private readonly WaitEstimator estimator = new(TimeSpan.Zero);
    private readonly EstimatorState withSign;
    private readonly EstimatorState withoutSign;
    private readonly Dictionary<(int Row, int Horizon), Estimate> forecasts = [];
    private readonly List<(DateTime Joined, DateTime Over, double Minutes)> over = [];
    private readonly Period period;
    private readonly Baselines baselines;
    private (DateTime At, double Minutes)? sign;

    private Replay(WaitSeries series, Period period, EstimatorState withSign, EstimatorState withoutSign)
    {
        this.period = period;
        baselines = new Baselines(series, period.From);
        (this.withSign, this.withoutSign) = (withSign, withoutSign);
    }

    // What happens at the same second happens in this order: signs are seen, forecasts made, joining waits judged, and only
    // then are the waits known that end.
    private enum Kind
    {
        Sign,
        Forecast,
        Joined,
        Over,
    }

    /// <summary>Judges a series' waits of a period.</summary>
    public static List<Judgement> Run(WaitSeries series, Period period, Terms omitted = Terms.None) =>
        new Replay(series, period, new EstimatorState(omitted), new EstimatorState(omitted)).Run(series);

    /// <summary>The same for a venue that does not start from nothing.</summary>
    public static List<Judgement> Run(WaitSeries series, Period period, EstimatorState start) =>
        new Replay(series, period, start.Copy(), start.Copy()).Run(series);

    /// <summary>What was known at the end of a series.</summary>
    public static (EstimatorState WithSign, EstimatorState WithoutSign) Learn(WaitSeries series)
    {
        var replay = new Replay(series, new Period(DateTime.MaxValue, DateTime.MaxValue), new EstimatorState(), new EstimatorState());
        replay.Run(series);
        return (replay.withSign, replay.withoutSign);
    }

    private List<Judgement> Run(WaitSeries series)
    {
        var judgements = new List<Judgement>();
        foreach (var (at, kind, index, horizon) in Moments(series))
        {
            var row = series.Rows[index];
            switch (kind)
            {
                case Kind.Sign:
                    sign = (at, row.Posted!.Value);
                    estimator.Apply(withSign, new Evidence(Instant(at), SourceKind.Partner, row.Posted, null));
                    break;
                case Kind.Over:
                    var visit = new Evidence(Instant(row.At), SourceKind.Crowd, row.Actual, null, Timed: true);
                    estimator.Apply(withSign, visit);
                    estimator.Apply(withoutSign, visit);
                    over.Add((row.At, at, row.Actual!.Value));
                    break;
                case Kind.Forecast when SignAt(at) is not null:
                    forecasts[(index, horizon)] = estimator.Forecast(withSign, Instant(at), Instant(row.At));
                    break;
                case Kind.Joined when SignAt(at) is { } posted:
                    judgements.Add(Judge(row, index, posted));
                    break;
                default:
                    break;
            }
        }

        return judgements;
    }

    private Judgement Judge(WaitRow row, int index, double posted)
    {
        (DateTime Joined, DateTime Over, double Minutes)? newest = null;
        for (var i = over.Count - 1; i >= 0 && newest is null; i--)
        {
            if (over[i].Joined.Date == row.At.Date)
                newest = over[i];
            else if (over[i].Over < row.At.AddDays(-1))
                break;
        }

        var recent = newest is { } known && known.Over > row.At - RecentWithin;
        var forecast = Horizons.Select((_, h) => forecasts.Remove((index, h), out var estimate) ? estimate : (Estimate?)null);
        return new Judgement(
            row.At, row.Actual!.Value, recent, (row.At - newest?.Over)?.TotalMinutes,
            estimator.At(withSign, Instant(row.At)), estimator.At(withoutSign, Instant(row.At)), [.. forecast],
            baselines.At(row.At, posted, recent ? newest!.Value.Minutes : null));
    }

    private IEnumerable<(DateTime At, Kind Kind, int Index, int Horizon)> Moments(WaitSeries series)
    {
        var moments = new List<(DateTime At, Kind Kind, int Index, int Horizon)>(series.Rows.Count * 2);
        for (var i = 0; i < series.Rows.Count; i++)
        {
            var row = series.Rows[i];
            if (row.Posted is >= 0)
                moments.Add((row.At, Kind.Sign, i, 0));
            if (row.Actual is not { } actual)
                continue;
            moments.Add((row.At.AddMinutes(actual), Kind.Over, i, 0));
            if (!period.Contains(row.At))
                continue;
            moments.Add((row.At, Kind.Joined, i, 0));
            for (var horizon = 0; horizon < Horizons.Length; horizon++)
                moments.Add((row.At - Horizons[horizon], Kind.Forecast, i, horizon));
        }

        moments.Sort();
        return moments;
    }

    private double? SignAt(DateTime at) => sign is { } shown && at - shown.At <= SignHolds ? shown.Minutes : null;

    private static DateTimeOffset Instant(DateTime local) => new(local, TimeSpan.Zero);
}
