using System.Text.Json.Serialization;

namespace QNom.Queues.Estimation;

/// <summary>
/// All that the estimator remembers of a venue: constant in size, whatever the number of reports, and at most 4 KB when it
/// is stored. <see cref="WaitEstimator.Apply"/> changes it in place; <see cref="Copy"/> makes one that can be kept.
/// </summary>
[JsonConverter(typeof(EstimatorStateConverter))]
public sealed class EstimatorState
{
    /// <summary>A venue of which nothing is known.</summary>
    public EstimatorState()
        : this(Terms.None)
    {
    }

    /// <summary>A venue of which nothing is known, to be estimated without some of the terms.</summary>
    internal EstimatorState(Terms omitted)
    {
        Omitted = omitted;
        var layout = StateLayout.Current;
        Cells = new double[layout.Length];
        VisitModel.Initialize(layout.Visits, Cells);
        layout.SignCorrection.Initialize(Cells);
        IntervalTrackers.Initialize(Cells);
        layout.OpenedAt.Of(Cells)[0] = double.MinValue;
    }

    // See SettledAt.
    private EstimatorState? settled;
    private double settledUntil;

    private EstimatorState(EstimatorState other)
    {
        Omitted = other.Omitted;
        Cells = (double[])other.Cells.Clone();
        other.Recent.CopyTo(Recent, 0);
        other.Posted.CopyTo(Posted, 0);
        (RecentCount, PostedCount, At) = (other.RecentCount, other.PostedCount, other.At);
    }

    /// <summary>When the newest evidence became known, to the second; null if there was none.</summary>
    public DateTimeOffset? At { get; internal set; }

    internal Terms Omitted { get; }

    internal double[] Cells { get; }

    /// <summary>The newest evidence but for posted waits, in its own order, oldest first.</summary>
    internal Remembered[] Recent { get; } = new Remembered[EstimatorModel.RemembersReports];

    internal int RecentCount { get; set; }

    /// <summary>The newest posted waits, oldest first.</summary>
    internal Posted[] Posted { get; } = new Posted[EstimatorModel.RemembersPosted];

    internal int PostedCount { get; set; }

    /// <summary>1 for a term that counts, 0 for one that is left out.</summary>
    internal double Share(Terms term) => (Omitted & term) == 0 ? 1 : 0;

    /// <summary>The same knowledge, in a state of its own.</summary>
    public EstimatorState Copy() => new(this);

    /// <summary>
    /// The same knowledge, and what is known at a time is learned from. Evidence is learned from for good when its order is
    /// final and the next piece comes; what is believed must neither depend on whether anybody, of whatever trust, has spoken
    /// since, nor jump when the order becomes final. Computed once for all readings between two changes.
    /// </summary>
    internal EstimatorState SettledAt(double time)
    {
        if (!HasToLearn(time))
            return this;
        if (settled is { } known && known.settledUntil <= time && !known.HasToLearn(time))
            return known;
        var copy = Copy();
        Learning.Until(copy, time);
        copy.settledUntil = time;
        return settled = copy;
    }

    /// <summary>It has changed: what was computed from it no longer holds.</summary>
    internal void Unsettle() => settled = null;

    // What is not learned from is the newest.
    private bool HasToLearn(double until)
    {
        for (var i = RecentCount - 1; i >= 0 && !Recent[i].Learned; i--)
        {
            if (Recent[i].Known <= until)
                return true;
        }

        for (var i = PostedCount - 1; i >= 0 && !Posted[i].Learned; i--)
        {
            if (Posted[i].At <= until)
                return true;
        }

        return false;
    }
}
