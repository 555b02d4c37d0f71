namespace QNom.Queues.Estimation;

/// <summary>
/// What the waits of venues that are alike have in common: means of what their estimators have learned, each venue weighing
/// by how much it has. Sums, so those of a site and of a type are put together from their parts; a new venue starts from
/// them (partial pooling, as in Gelman and Hill 2007, chapter 12).
/// </summary>
/// <param name="Weights">Of each number, how many venues' worth of evidence there is.</param>
/// <param name="Sums">The weighted sums of each number.</param>
public sealed record LikeWaits(double[] Weights, double[] Sums)
{
    // A venue counts half with so much evidence (timed visits) about a number.
    private const double HalfVenue = 4;

    // So many venues say as much of another one as is known of all venues (or, of a site, of the type).
    private const double HalfLike = 2;

    // What a start is worth against the venue's own evidence, in timed visits.
    private const double Worth = 2;

    // The level, the hours, what signs are off by, and how people miscount. What is not here is a venue's own: kinds of
    // days, its last days, its ways; or its errors, which are smaller at those that are known than at a new one.
    private static readonly CellsLayout[] Shared =
    [
        StateLayout.Current.Visits.Overall,
        StateLayout.Current.Visits.Hours,
        .. Enumerable.Range(0, StateLayout.Horizons).SelectMany(StateLayout.Current.Signs.SharedOf),
        StateLayout.Current.Biases,
    ];

    private static readonly int Length = Shared.Sum(layout => layout.Values.Length);

    /// <summary>Of no venue.</summary>
    public static LikeWaits None => new(new double[Length], new double[Length]);

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => Array.TrueForAll(Weights, weight => weight == 0);

    /// <summary>Adds what a venue has learned.</summary>
    public void Add(EstimatorState venue)
    {
        var at = 0;
        foreach (var layout in Shared)
        {
            for (var i = 0; i < layout.Values.Length; i++, at++)
            {
                var count = layout.Counts.At(venue.Cells, i);
                var weight = count / (count + HalfVenue);
                Weights[at] += weight;
                Sums[at] += weight * layout.Values.At(venue.Cells, i);
            }
        }
    }

    /// <summary>Adds what other venues have in common.</summary>
    public void Add(LikeWaits others)
    {
        for (var i = 0; i < Length; i++)
        {
            Weights[i] += others.Weights[i];
            Sums[i] += others.Sums[i];
        }
    }

    /// <summary>What is believed of a venue before anything was said of it: the mean of its site, drawn to that of its type.</summary>
    /// <param name="ofSite">The venues of its site; null if none is known.</param>
    /// <param name="ofType">The venues of its type, anywhere; null if none is known.</param>
    public static EstimatorState Start(LikeWaits? ofSite, LikeWaits? ofType)
    {
        var state = new EstimatorState();
        var at = 0;
        foreach (var layout in Shared)
        {
            for (var i = 0; i < layout.Values.Length; i++, at++)
            {
                ref var value = ref layout.Values.At(state.Cells, i);
                value = Towards(value, ofType, at);
                value = Towards(value, ofSite, at);
                var known = Math.Max(ofType?.Weights[at] ?? 0, ofSite?.Weights[at] ?? 0);
                layout.Counts.At(state.Cells, i) = Worth * known / (known + HalfLike);
            }
        }

        return state;
    }

    private static double Towards(double value, LikeWaits? like, int at) =>
        like is null ? value : (HalfLike * value + like.Sums[at]) / (HalfLike + like.Weights[at]);
}
