namespace QNom.Queues.Estimation;

/// <summary>
/// How far each kind of source is off at this venue, on the scale of x, learned wherever a timed visit shows the truth
/// around the same time; the bias of counted people is the venue's own pace. Shrunk to no bias.
/// </summary>
internal readonly ref struct SourceBias(EstimatorState state)
{
    public const int Sources = 6;

    // A guess says something about a visit that began within so many minutes.
    private const double Apart = 15;

    private readonly Cells cells = StateLayout.Current.Biases.Of(state.Cells, shrinkage: 4);
    private readonly EstimatorState state = state;

    public double Of(in Remembered evidence) => evidence.Timed ? 0 : cells[Index(evidence)];

    /// <summary>Compares what was said around a timed visit with it.</summary>
    public void Learn(in Remembered truth)
    {
        foreach (ref readonly var said in state.Recent.AsSpan(0, state.RecentCount))
        {
            if (said.Timed || said.Known > truth.Known || Math.Abs(said.At - truth.At) > Apart)
                continue;
            var residual = said.X - cells[Index(said)] - truth.X;
            cells.Learn(Index(said), Math.Clamp(residual, -1, 1), 1 - Math.Abs(said.At - truth.At) / Apart);
        }
    }

    private static int Index(in Remembered evidence) => (int)evidence.Kind * 2 + (evidence.Counted ? 1 : 0);
}
