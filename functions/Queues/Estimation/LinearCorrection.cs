using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>What a <see cref="LinearCorrection"/> looks at: up to 16 features, which is two registers; those that there are not are 0.</summary>
internal readonly record struct Features(Lanes Left, Lanes Right)
{
    /// <summary>The same one by one.</summary>
    public static ReadOnlySpan<double> Each(in Features features) =>
        MemoryMarshal.Cast<Features, double>(new ReadOnlySpan<Features>(in features));
}

/// <summary>
/// What a venue does differently from the form of the model, as a linear function of a few features: a Kalman filter whose
/// state is the coefficients, which start at zero with variance <see cref="Prior"/> and wander (so the covariance keeps a
/// floor and the filter never goes to sleep). Its residuals are limited, which makes it near to a median regression.
/// </summary>
/// <param name="cells">
/// The coefficients, then the rows of their covariance, all as long as <see cref="Features"/>; last how many residuals it has seen.
/// </param>
internal readonly ref struct LinearCorrection(Span<double> cells)
{
    private const int Width = 16;

    // In units of the variance of one residual.
    private const double Prior = 1;

    // The coefficients forget 1 part in 2000 with each residual.
    private const double Kept = 0.9995 * 0.9995;

    // A fit through a handful of waits is worth little: it is trusted half after so many.
    private const double HalfTrustedAfter = 25;

    // What each residual adds to the covariance.
    private static readonly Features[] Wander = [.. Enumerable.Range(0, Width).Select(row => new Features(
        row < Lanes.Count ? Lanes.Zero.WithElement(row, (1 - Kept) * Prior) : Lanes.Zero,
        row < Lanes.Count ? Lanes.Zero : Lanes.Zero.WithElement(row - Lanes.Count, (1 - Kept) * Prior)))];

    private readonly ref double seen = ref cells[^1];

    private readonly ref Features coefficients = ref MemoryMarshal.Cast<double, Features>(cells)[0];
    private readonly Span<Features> covariance = MemoryMarshal.Cast<double, Features>(cells)[1..];

    /// <summary>The correction on the scale of the residuals.</summary>
    public double At(in Features x) => Trust * Fit(x);

    /// <summary>The corrections for several vectors of features.</summary>
    /// <param name="left">The first features, which they have in common.</param>
    /// <param name="x8">The first feature that differs, a lane for each vector.</param>
    /// <param name="x9">The second.</param>
    /// <param name="x10">The third.</param>
    /// <param name="x11">The fourth.</param>
    /// <param name="x12">The fifth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes At(Lanes left, Lanes x8, Lanes x9, Lanes x10, Lanes x11, Lanes x12)
    {
        var factors = coefficients.Right;
        return Trust * (Vector512.Create(Vector512.Sum(coefficients.Left * left))
            + factors[0] * x8 + factors[1] * x9 + factors[2] * x10 + factors[3] * x11 + factors[4] * x12);
    }

    /// <param name="x">The features.</param>
    /// <param name="target">What the correction should have been.</param>
    /// <param name="limit">So far from what it was it may be, at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(in Features x, double target, double limit)
    {
        var gain = Gain(x);
        var total = 1 + Vector512.Sum(gain.Left * x.Left + gain.Right * x.Right);
        var step = Math.Clamp(target - Fit(x), -limit, limit) / total;
        coefficients = new Features(coefficients.Left + gain.Left * step, coefficients.Right + gain.Right * step);
        Narrow(gain, total);
        seen = Math.Min(1000, seen + 1);
    }

    private double Trust => seen / (seen + HalfTrustedAfter);

    private double Fit(in Features x) => Vector512.Sum(coefficients.Left * x.Left + coefficients.Right * x.Right);

    // Px, after the coefficients have wandered.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Features Gain(in Features x)
    {
        var each = Features.Each(x);
        var (left, right) = (Lanes.Zero, Lanes.Zero);
        for (var row = 0; row < covariance.Length; row++)
        {
            var share = Vector512.Create(each[row]);
            left = Vector512.MultiplyAddEstimate(share, covariance[row].Left, left);
            right = Vector512.MultiplyAddEstimate(share, covariance[row].Right, right);
        }

        return new Features(Kept * left + (1 - Kept) * Prior * x.Left, Kept * right + (1 - Kept) * Prior * x.Right);
    }

    // The covariance after one residual: the coefficients wander, and what was learned makes them surer.
    private void Narrow(in Features gain, double total)
    {
        var share = -1 / total;
        var each = Features.Each(gain);
        var wander = Wander.AsSpan(0, covariance.Length);
        for (var row = 0; row < wander.Length; row++)
        {
            ref var variances = ref covariance[row];
            var learned = Vector512.Create(share * each[row]);
            variances = new Features(
                Vector512.MultiplyAddEstimate(learned, gain.Left, Kept * variances.Left + wander[row].Left),
                Vector512.MultiplyAddEstimate(learned, gain.Right, Kept * variances.Right + wander[row].Right));
        }
    }

    internal sealed class Layout
    {
        private readonly Segment cells;

        public Layout(StateLayout state, int features)
        {
            var start = state.Length;
            state.Add(features, Precision.Single);
            state.Reserve(Width - features);
            for (var row = 0; row < features; row++)
            {
                // The half below the diagonal is the same.
                state.Reserve(row);
                state.Add(features - row, Precision.Single);
                state.Reserve(Width - features);
            }

            state.Add(1, Precision.Single);
            cells = new Segment(start, state.Length - start, Precision.Single);
        }

        public LinearCorrection Of(double[] state) => new(cells.Of(state));

        public void Initialize(double[] state)
        {
            var rows = cells.Of(state)[Width..^1];
            for (var diagonal = 0; diagonal < rows.Length; diagonal += Width + 1)
                rows[diagonal] = Prior;
        }

        /// <summary>Fills in what is not stored.</summary>
        public void Complete(double[] state)
        {
            var rows = cells.Of(state)[Width..^1];
            for (var row = 0; row < rows.Length / Width; row++)
            {
                for (var column = 0; column < row; column++)
                    rows[row * Width + column] = rows[column * Width + row];
            }
        }
    }
}
