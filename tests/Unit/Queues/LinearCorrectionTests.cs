using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class LinearCorrectionTests
{
    private const int Features = 3;

    [Fact]
    public void A_linear_relation_is_learned_from_noisy_residuals_with_outliers()
    {
        var random = new Random(1);
        var cells = Start();
        var correction = new LinearCorrection(cells, Features);
        Span<double> x = stackalloc double[Features];
        for (var i = 0; i < 600; i++)
        {
            Fill(x, random);
            var noise = i % 20 == 0 ? 5 : 0.1 * (random.NextDouble() - 0.5);
            correction.Learn(x, 0.1 + 0.2 * x[1] - 0.3 * x[2] + noise, limit: 0.2);
        }

        (x[0], x[1], x[2]) = (1, 0.5, -0.5);
        Assert.Equal(0.35, correction.At(x), 0.04);
    }

    [Fact]
    public void What_has_seen_little_is_trusted_little()
    {
        var cells = Start();
        var correction = new LinearCorrection(cells, Features);
        ReadOnlySpan<double> x = [1, 1, 1];
        correction.Learn(x, 0.4, limit: 1);

        Assert.InRange(correction.At(x), 0, 0.02);
    }

    [Fact]
    public void A_change_is_followed_even_after_very_many_residuals()
    {
        var random = new Random(2);
        var cells = Start();
        var correction = new LinearCorrection(cells, Features);
        Span<double> x = stackalloc double[Features];
        for (var i = 0; i < 60_000; i++)
        {
            Fill(x, random);
            correction.Learn(x, i < 58_000 ? 0.3 * x[1] : -0.3 * x[1], limit: 0.6);
        }

        (x[0], x[1], x[2]) = (0, 1, 0);
        Assert.Equal(-0.3, correction.At(x), 0.05);
    }

    private static double[] Start()
    {
        var cells = new double[LinearCorrection.Size(Features)];
        LinearCorrection.Initialize(cells, Features);
        return cells;
    }

    private static void Fill(Span<double> x, Random random) =>
        (x[0], x[1], x[2]) = (1, 2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);
}
