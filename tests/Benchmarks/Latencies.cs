namespace QNom.Benchmarks;

/// <summary>Prints a distribution of times.</summary>
internal static class Latencies
{
    /// <summary>One line: the median, the tail, the worst.</summary>
    public static void Print(string name, IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        if (sorted.Length == 0)
            return;
        Console.WriteLine(
            $"{name,-28} p50 {At(0.50),8:F2} ms   p95 {At(0.95),8:F2} ms   p99 {At(0.99),8:F2} ms   max {sorted[^1],8:F2} ms");

        double At(double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
    }
}
