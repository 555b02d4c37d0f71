using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>A cell of several tables of one form side by side: a lane for each.</summary>
internal struct LaneCell
{
    /// <summary>What was learned, and N of it, see <see cref="Cells"/>.</summary>
    public Lanes Values, Counts;

    /// <param name="weighted">What is to be learned, times what it counts.</param>
    /// <param name="weight">What it counts: 0 where nothing is learned.</param>
    /// <param name="shrinkage">λ: so much evidence counts as much as knowing nothing.</param>
    /// <param name="largestCount">So much counts as knowing all.</param>
    /// <returns>By how much that moved the value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Learn(Lanes weighted, Lanes weight, double shrinkage, double largestCount = Cells.LargestCount)
    {
        var count = Vector512.MinNative(Vector512.Create(largestCount), Counts + weight);
        var moved = weighted / (count + Vector512.Create(shrinkage));
        Counts = count;
        Values += moved;
        return moved;
    }
}

/// <summary>The same as <see cref="Cells"/> for several tables of one form side by side.</summary>
internal static class LaneCells
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes At(this Span<LaneCell> cells, in Place place) =>
        place.LowerShare * cells[place.Lower].Values + place.UpperShare * cells[place.Upper].Values;

    /// <param name="cells">The tables.</param>
    /// <param name="knots">What the cells stand for.</param>
    /// <param name="at">Where, in each table.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes At(this Span<LaneCell> cells, Knots knots, Lanes at)
    {
        var all = knots.All;
        var sum = Lanes.Zero;
        for (var cell = 0; cell < all.Length; cell++)
            sum += all[cell].ShareOf(at) * cells[cell].Values;
        return sum;
    }

    /// <inheritdoc cref="Learn(Span{LaneCell}, Knots, Lanes, Lanes, Lanes, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Learn(this Span<LaneCell> cells, in Place place, Lanes residual, Lanes weight, double shrinkage)
    {
        var (lower, upper) = (weight * place.LowerShare, weight * place.UpperShare);
        return place.LowerShare * cells[place.Lower].Learn(lower * residual, lower, shrinkage)
            + place.UpperShare * cells[place.Upper].Learn(upper * residual, upper, shrinkage);
    }

    /// <param name="cells">The tables.</param>
    /// <param name="knots">What the cells stand for.</param>
    /// <param name="at">Where, in each table.</param>
    /// <param name="residual">What is to be learned.</param>
    /// <param name="weight">What it counts: 0 where nothing is.</param>
    /// <param name="shrinkage">λ: so much evidence counts as much as knowing nothing.</param>
    /// <param name="largestCount">So much counts as knowing all.</param>
    /// <returns>By how much that moved the value there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Learn(
        this Span<LaneCell> cells, Knots knots, Lanes at, Lanes residual, Lanes weight, double shrinkage,
        double largestCount = Cells.LargestCount)
    {
        var all = knots.All;
        var (weighted, moved) = (weight * residual, Lanes.Zero);
        for (var cell = 0; cell < all.Length; cell++)
        {
            var share = all[cell].ShareOf(at);
            moved += share * cells[cell].Learn(share * weighted, share * weight, shrinkage, largestCount);
        }

        return moved;
    }

    public static void Age(this Span<LaneCell> cells, double days, double halfLifeDays)
    {
        var kept = Fading.Left(days, halfLifeDays);
        foreach (ref var cell in cells)
            cell.Counts *= kept;
    }
}

/// <summary>The same as <see cref="FadingMean"/> for several means of one half-life side by side.</summary>
internal struct LaneFadingMean
{
    /// <summary>Sums of weights, weighted sums, the times both are of.</summary>
    public Lanes Weights, Weighted, Times;

    /// <summary>What is left of them, of each at a time of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Lanes Kept(Lanes now, double halfLife) => Fading.Left(now - Times, halfLife);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Lanes Level(Lanes kept, double shrinkage) => kept * Weighted / (kept * Weights + Vector512.Create(shrinkage));

    /// <param name="now">The time of what is learned.</param>
    /// <param name="kept">What is left of them then; all of it, once something is learned.</param>
    /// <param name="residual">What is to be learned.</param>
    /// <param name="weight">What it counts: 0 where nothing is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(Lanes now, ref Lanes kept, Lanes residual, Lanes weight)
    {
        var nothing = Vector512.Equals(weight, Lanes.Zero);
        Weights = Vector512.ConditionalSelect(nothing, Weights, kept * Weights + weight);
        Weighted = Vector512.ConditionalSelect(nothing, Weighted, kept * Weighted + weight * residual);
        Times = Vector512.ConditionalSelect(nothing, Times, Vector512.MaxNative(now, Times));
        kept = Vector512.ConditionalSelect(nothing, kept, Lanes.One);
    }
}

/// <summary>Tables of one form in the state, see <see cref="LaneCell"/>. They are stored one after the other.</summary>
internal sealed class LaneCellsLayout(StateLayout state, int length)
{
    private const int Stride = 16;

    private readonly int start = state.Reserve(length * Stride);

    public Span<LaneCell> Of(double[] cells) => MemoryMarshal.Cast<double, LaneCell>(cells.AsSpan(start, length * Stride));

    public CellsLayout OfLane(int lane) => new(
        new Segment(start + lane, length, Precision.Fixed, Stride),
        new Segment(start + Stride / 2 + lane, length, Precision.Half, Stride));
}
