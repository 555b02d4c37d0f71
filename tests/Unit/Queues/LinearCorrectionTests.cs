using System.Runtime.Intrinsics;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class LinearCorrectionTests
{
    [Fact]
    public void A_linear_relation_is_learned_from_noisy_residuals_with_outliers()
    {
        var random = new Random(1);
        var correction = Start();
        for (var i = 0; i < 600; i++)
        {
            var x = Next(random);
            var noise = i % 20 == 0 ? 5 : 0.1 * (random.NextDouble() - 0.5);
            correction.Learn(x, 0.1 + 0.2 * x.Left[1] - 0.3 * x.Right[0] + noise, limit: 0.2);
        }

        Assert.Equal(0.35, correction.At(Of(1, 0.5, -0.5)), 0.04);
    }

    [Fact]
    public void Several_vectors_with_the_same_beginning_are_corrected_side_by_side()
    {
        var random = new Random(3);
        var correction = Start();
        for (var i = 0; i < 100; i++)
            correction.Learn(new Features(Eight(random), Last(random)), random.NextDouble() - 0.5, limit: 0.6);

        var (left, one, other) = (Eight(random), Last(random), Last(random));
        Vector512<double> Both(int feature) => Vector512.Create(one[feature], other[feature], 0, 0, 0, 0, 0, 0);
        var both = correction.At(left, Both(0), Both(1), Both(2), Both(3), Both(4));

        Assert.Equal(correction.At(new Features(left, one)), both[0], 1e-12);
        Assert.Equal(correction.At(new Features(left, other)), both[1], 1e-12);
    }

    [Fact]
    public void What_has_seen_little_is_trusted_little()
    {
        var correction = Start();
        correction.Learn(Of(1, 1, 1), 0.4, limit: 1);

        Assert.InRange(correction.At(Of(1, 1, 1)), 0, 0.02);
    }

    [Fact]
    public void A_change_is_followed_even_after_very_many_residuals()
    {
        var random = new Random(2);
        var correction = Start();
        for (var i = 0; i < 60_000; i++)
        {
            var x = Next(random);
            correction.Learn(x, i < 58_000 ? 0.3 * x.Left[1] : -0.3 * x.Left[1], limit: 0.6);
        }

        Assert.Equal(-0.3, correction.At(Of(0, 1, 0)), 0.05);
    }

    // With all of its 13 features.
    private static LinearCorrection Start() => StateLayout.Current.Visits.Correction.Of(new EstimatorState().Cells);

    private static Vector512<double> Eight(Random random) =>
        Vector512.Create([.. Enumerable.Range(0, 8).Select(_ => 2 * random.NextDouble() - 1)]);

    private static Vector512<double> Last(Random random) =>
        Eight(random) * Vector512.Create(1.0, 1, 1, 1, 1, 0, 0, 0);

    private static Features Next(Random random) => Of(1, 2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);

    private static Features Of(double first, double second, double ninth) =>
        new(Vector512.Create(first, second, 0, 0, 0, 0, 0, 0), Vector512.Create(ninth, 0, 0, 0, 0, 0, 0, 0));
}
