using System.Numerics;

namespace QNom.Queues.Estimation;

/// <summary>
/// What a venue does differently from the form of the model, as a linear function of a few features: a Kalman filter whose
/// state is the coefficients, which start at zero with variance <see cref="Prior"/> and wander (so the covariance keeps a
/// floor and the filter never goes to sleep). Its residuals are limited, which makes it near to a median regression.
/// </summary>
/// <param name="cells">Coefficients, then the upper triangle of their covariance, then how many residuals it has seen.</param>
/// <param name="features">How many features there are.</param>
internal readonly ref struct LinearCorrection(Span<double> cells, int features)
{
    public const int MostFeatures = 16;

    // In units of the variance of one residual.
    private const double Prior = 1;

    // The coefficients forget 1 part in 2000 with each residual.
    private const double Kept = 0.9995 * 0.9995;

    // A fit through a handful of waits is worth little: it is trusted half after so many.
    private const double HalfTrustedAfter = 25;

    private readonly Span<double> cells = cells;

    public static int Size(int features) => features + features * (features + 1) / 2 + 1;

    public static void Initialize(Span<double> cells, int features)
    {
        var index = features;
        for (var row = 0; row < features; row++)
        {
            cells[index] = Prior;
            index += features - row;
        }
    }

    /// <summary>The correction on the scale of the residuals.</summary>
    public double At(ReadOnlySpan<double> x)
    {
        var seen = cells[^1];
        return seen / (seen + HalfTrustedAfter) * Fit(x);
    }

    public void Learn(ReadOnlySpan<double> x, double target, double limit)
    {
        Span<double> gain = stackalloc double[MostFeatures];
        gain = gain[..features];
        var covariance = cells[features..^1];
        Multiply(covariance, x, gain);
        var total = 1.0;
        for (var row = 0; row < features; row++)
        {
            gain[row] = Kept * gain[row] + (1 - Kept) * Prior * x[row];
            total += gain[row] * x[row];
        }

        var step = Math.Clamp(target - Fit(x), -limit, limit) / total;
        for (var row = 0; row < features; row++)
            cells[row] += gain[row] * step;
        Narrow(covariance, gain, total);
        cells[^1] = Math.Min(1000, cells[^1] + 1);
    }

    private double Fit(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < features; i++)
            sum += cells[i] * x[i];
        return sum;
    }

    // The covariance after one residual: the coefficients wander, and what was learned makes them surer.
    private void Narrow(Span<double> covariance, ReadOnlySpan<double> gain, double total)
    {
        for (var row = 0; row < features; row++)
        {
            var length = features - row;
            AddScaled(covariance[..length], Kept, gain[row..], -gain[row] / total);
            covariance[0] += (1 - Kept) * Prior;
            covariance = covariance[length..];
        }
    }

    // Px, of the upper triangle: each row counts as a row and as a column.
    private void Multiply(ReadOnlySpan<double> covariance, ReadOnlySpan<double> x, Span<double> product)
    {
        product.Clear();
        for (var row = 0; row < features; row++)
        {
            var length = features - row;
            product[row] += covariance[0] * x[row] + Dot(covariance[1..length], x[(row + 1)..]);
            AddScaled(product[(row + 1)..], 1, covariance[1..length], x[row]);
            covariance = covariance[length..];
        }
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var (i, sum) = (0, 0.0);
        var sums = Vector<double>.Zero;
        for (; i <= one.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(one[i..]) * new Vector<double>(other[i..]);
        for (; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum + Vector.Sum(sums);
    }

    // values = share·values + factor·other
    private static void AddScaled(Span<double> values, double share, ReadOnlySpan<double> other, double factor)
    {
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            (share * new Vector<double>(values[i..]) + factor * new Vector<double>(other[i..])).CopyTo(values[i..]);
        for (; i < values.Length; i++)
            values[i] = share * values[i] + factor * other[i];
    }
}
