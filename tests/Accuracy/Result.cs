using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>Everything that is said about a set of judged waits.</summary>
internal sealed record Result(
    Score All,
    Score Recent,
    Score NoPosted,
    Score NoPostedRecent,
    IReadOnlyDictionary<string, Score> Forecast,
    IReadOnlyDictionary<string, BaselineScore> Baselines)
{
    public static Result Of(IReadOnlyList<Judgement> judgements)
    {
        var recent = judgements.Where(j => j.Recent).ToList();
        return new Result(
            Score.Of(judgements.Select(j => (j.All, j.Actual))),
            Score.Of(recent.Select(j => (j.All, j.Actual))),
            Score.Of(judgements.Select(j => (j.NoPosted, j.Actual))),
            Score.Of(recent.Select(j => (j.NoPosted, j.Actual))),
            Replay.Horizons.Select((horizon, h) => (Name: $"{horizon.TotalMinutes:F0}", Score: Score.Of(Forecasts(judgements, h))))
                .ToDictionary(forecast => forecast.Name, forecast => forecast.Score),
            new Dictionary<string, BaselineScore>
            {
                ["postedRaw"] = BaselineScore.Of(judgements, guess => guess.PostedRaw),
                ["postedRatio"] = BaselineScore.Of(judgements, guess => guess.PostedRatio),
                ["postedRatioRecent"] = BaselineScore.Of(recent, guess => guess.PostedRatio),
                ["les"] = BaselineScore.Of(recent, guess => guess.Les),
                ["half"] = BaselineScore.Of(recent, guess => guess.Half),
                ["history"] = BaselineScore.Of(judgements, guess => guess.History),
            });
    }

    private static IEnumerable<(Estimate Estimate, double Actual)> Forecasts(IEnumerable<Judgement> judgements, int horizon) =>
        judgements.Where(j => j.Forecasts[horizon] is not null).Select(j => (j.Forecasts[horizon]!.Value, j.Actual));
}
