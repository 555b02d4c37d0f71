using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// The constants that are not a table's own: what evidence weighs, how fast it fades. Where a figure comes from recorded
/// waits, it was found on arrivals before 2019 (docs/waits.md), and the accuracy is flat around it.
/// </summary>
public static class EstimatorModel
{
    /// <summary>For so long after the newest evidence a wait is shown as live.</summary>
    public static TimeSpan LiveFor { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The trend compares with what was believed so long ago.</summary>
    public static TimeSpan TrendWindow { get; } = TimeSpan.FromMinutes(15);

    /// <summary>So many pieces of evidence are remembered one by one; older ones live on in the tables.</summary>
    public const int RemembersReports = 16;

    /// <summary>
    /// So many of them after they were learned from; the other places are for those that wait for their order.
    /// </summary>
    public const int RemembersLearnedReports = 10;

    /// <summary>An explanation tells what evidence counts now with this half-life, that of the last minutes' term.</summary>
    public const double ExplainsHalfLife = 30;

    /// <summary>An explanation lists what became known in so many minutes.</summary>
    public const double ExplainsMinutes = 120;

    /// <summary>So many posted waits are remembered one by one.</summary>
    public const int RemembersPosted = 32;

    /// <summary>So many of them after they were learned from.</summary>
    public const int RemembersLearnedPosted = 26;

    /// <summary>A posted wait older than this says nothing about now, in minutes.</summary>
    public const double PostedHoldsMinutes = 30;

    /// <summary>
    /// Evidence is learned from when it is this old, in order of its time; until then it counts as it is. So the order in
    /// which messages of the same minute arrive makes no difference (while they are no more than there are places).
    /// </summary>
    public const double ReorderMinutes = 1;

    /// <summary>What is believed of a venue without a history: a wait of 8 minutes.</summary>
    public static double PriorMean { get; } = WaitScale.FromMinutes(8);

    /// <summary>Minutes per person ahead before the venue has shown its own pace: hawker stalls serve in 0.5 to 3 minutes.</summary>
    public const double MinutesPerPerson = 1.2;

    /// <summary>How far a timed wait may be from the belief before the rest is put down to chance, on the scale of x.</summary>
    public const double VisitLimit = 0.8;

    /// <summary>The same where a sign has already told most of it.</summary>
    public const double SignLimit = 0.45;

    /// <summary>
    /// The same for a guess: tight at a venue that is known, loose at one that is not.
    /// </summary>
    /// <param name="history">How much evidence there was.</param>
    public static double GuessLimit(double history) => 0.25 + 0.6 / (1 + history);

    /// <summary>
    /// A timed visit teaches intervals, corrections and the bias of sources only if its reporter has earned so much trust:
    /// what a liar says may move an estimate a little, but must not pass for the truth.
    /// </summary>
    public const int TeachesFromTrust = 80;

    /// <summary>Evidence is news, whose being there tells something by itself, if its reporter has earned so much trust.</summary>
    public const int NewsFromTrust = 50;

    /// <summary>What a piece of evidence counts, where a timed visit counts 1.</summary>
    /// <param name="kind">Who says it.</param>
    /// <param name="counted">True if only people were counted, which says less about minutes.</param>
    /// <param name="timed">The wait was measured.</param>
    public static double Weight(SourceKind kind, bool counted, bool timed) => (kind, counted, timed) switch
    {
        (_, _, true) => 1,
        (SourceKind.Crowd, false, _) => 0.5,
        (SourceKind.Crowd, true, _) => 0.35,
        (SourceKind.Partner, _, _) => 0.5,
        (SourceKind.Sensor, _, _) => 0.7,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "History is no evidence."),
    };

    /// <summary>Fast terms count half for a forecast, fully for now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes FastShare(Lanes horizonMinutes) =>
        Vector512.ClampNative(Lanes.One - horizonMinutes / 30, Vector512.Create(0.5), Lanes.One);
}
