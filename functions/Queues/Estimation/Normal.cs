namespace QNom.Queues.Estimation;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>
    /// P(Z ≤ z), by the rational approximation 26.2.17 of Abramowitz and Stegun, Handbook of Mathematical Functions (1964);
    /// the error is below 7.5e-8.
    /// </summary>
    public static double Cumulative(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        var tail = density * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
