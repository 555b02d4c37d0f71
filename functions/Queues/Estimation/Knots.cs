using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// The values, at least 2 and ascending, that the cells of a table stand for. A value between two of them has a share of both;
/// beyond the ends it is at the end. Computed without branches: where waits lie is as good as random to a processor that guesses.
/// </summary>
internal sealed class Knots
{
    private readonly Knot[] all;

    public Knots(params double[] values)
    {
        all = new Knot[values.Length];
        (all[0].RiseAtZero, all[^1].FallAtZero) = (1, 1);
        for (var lower = 0; lower < values.Length - 1; lower++)
        {
            var slope = 1 / (values[lower + 1] - values[lower]);
            (all[lower + 1].Rise, all[lower + 1].RiseAtZero) = (slope, -slope * values[lower]);
            (all[lower].Fall, all[lower].FallAtZero) = (-slope, slope * values[lower + 1]);
        }

        First = Vector512.Create(values[0]);
    }

    public int Length => all.Length;

    public Lanes First { get; }

    public ReadOnlySpan<Knot> All => all;

    /// <summary>One of the values. A cell's share grows from the knot before it and falls towards the one after it.</summary>
    internal struct Knot
    {
        public double Rise, RiseAtZero, Fall, FallAtZero;

        /// <summary>The cell's shares of several values; the shares of all cells together are 1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Lanes ShareOf(Lanes value) => Vector512.MaxNative(Lanes.Zero, Vector512.MinNative(
            value * Rise + Vector512.Create(RiseAtZero), value * Fall + Vector512.Create(FallAtZero)));
    }
}
