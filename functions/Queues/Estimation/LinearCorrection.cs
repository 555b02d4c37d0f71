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
        Wander(covariance);
        var spread = Multiply(covariance, x, gain);

        var residual = Math.Clamp(target - Fit(x), -limit, limit);
        var total = 1 + spread;
        var index = 0;
        for (var row = 0; row < features; row++)
        {
            cells[row] += gain[row] * residual / total;
            for (var column = row; column < features; column++)
                covariance[index++] -= gain[row] * gain[column] / total;
        }

        cells[^1] = Math.Min(1000, cells[^1] + 1);
    }

    private double Fit(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < features; i++)
            sum += cells[i] * x[i];
        return sum;
    }

    private void Wander(Span<double> covariance)
    {
        foreach (ref var value in covariance)
            value *= Kept;
        var index = 0;
        for (var row = 0; row < features; row++)
        {
            covariance[index] += (1 - Kept) * Prior;
            index += features - row;
        }
    }

    // Gives x'Px, and Px in product.
    private double Multiply(ReadOnlySpan<double> covariance, ReadOnlySpan<double> x, Span<double> product)
    {
        product.Clear();
        var index = 0;
        for (var row = 0; row < features; row++)
        {
            product[row] += covariance[index++] * x[row];
            for (var column = row + 1; column < features; column++, index++)
            {
                product[row] += covariance[index] * x[column];
                product[column] += covariance[index] * x[row];
            }
        }

        var sum = 0.0;
        for (var row = 0; row < features; row++)
            sum += product[row] * x[row];
        return sum;
    }
}
