using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>A measured wait, and what had been said about it before it was known.</summary>
/// <param name="Joined">When, local time.</param>
/// <param name="Actual">Minutes.</param>
/// <param name="Recent">Another wait was measured out in the hour before, on the same day.</param>
/// <param name="MinutesSinceTruth">Since the newest measured wait became known; null on the first of a day.</param>
/// <param name="All">With everything.</param>
/// <param name="NoPosted">With the sign withheld.</param>
/// <param name="Forecasts">By horizon, in the order of <see cref="Replay.Horizons"/>; null where there was no sign yet.</param>
/// <param name="Guesses">What the baselines said.</param>
internal sealed record Judgement(
    DateTime Joined,
    double Actual,
    bool Recent,
    double? MinutesSinceTruth,
    Estimate All,
    Estimate NoPosted,
    IReadOnlyList<Estimate?> Forecasts,
    BaselineGuesses Guesses);

/// <summary>What simple rules say, in minutes.</summary>
/// <param name="PostedRaw">The sign as it is.</param>
/// <param name="PostedRatio">The sign times the venue's median ratio.</param>
/// <param name="Les">The last to enter service: the wait that became known last; only with a recent one.</param>
/// <param name="Half">Half of each of the two before.</param>
/// <param name="History">The median by weekend and hour.</param>
internal readonly record struct BaselineGuesses(
    double PostedRaw, double PostedRatio, double? Les, double? Half, double History);
