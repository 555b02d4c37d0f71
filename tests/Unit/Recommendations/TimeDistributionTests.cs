using QNom.Queues.Estimation;
using QNom.Recommendations;

namespace QNom.Tests.Unit.Recommendations;

public class TimeDistributionTests
{
    [Theory]
    [InlineData(8, 4, 15)]
    [InlineData(25, 20, 45)]
    [InlineData(60, 30, 100)]
    public void A_wait_has_the_percentiles_that_it_is_made_from(double likely, double low, double high)
    {
        var wait = TimeDistribution.OfWait(new Estimate(likely, low, high, 0.5));

        Assert.Equal(0.1, wait.Within(low), 0.015);
        Assert.Equal(0.5, wait.Within(likely), 0.015);
        Assert.Equal(0.9, wait.Within(high), 0.015);
    }

    [Fact]
    public void A_wait_never_takes_less_than_no_time_and_loses_nothing_by_that()
    {
        var wait = TimeDistribution.OfWait(new Estimate(2, 0, 9, 0.5));

        Assert.Equal(1, wait.Within(TimeDistribution.Longest), 1e-6);
        Assert.InRange(wait.Within(0.25), 0.1, 0.4);
    }

    [Fact]
    public void A_sum_is_that_of_many_draws()
    {
        var random = new Random(3);
        var draws = Enumerable.Range(0, 200_000).Select(_ =>
        {
            var z = Normal();
            var wait = Math.Max(0, Math.Exp(Math.Log(22) + (z * (z < 0 ? Math.Log(22 / 16.0) : Math.Log(34 / 22.0)) / 1.2815516)) - 14);
            return (12 * Math.Exp(0.12 * Normal())) + (15 * Math.Exp(0.35 * Normal())) + wait;
        }).Order().ToArray();
        var sum = TimeDistribution.LogNormal(12, 0.12).Then(TimeDistribution.LogNormal(15, 0.35))
            .Then(TimeDistribution.OfWait(new Estimate(8, 2, 20, 0.5)));

        foreach (var minutes in (int[])[25, 30, 35, 40, 50, 60])
            Assert.Equal(draws.Count(draw => draw <= minutes) / (double)draws.Length, sum.Within(minutes), 0.01);
        Assert.Equal(draws[(int)(0.9 * draws.Length)], sum.Quantile(0.9)!.Value, 0.75);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    [Fact]
    public void What_is_cut_off_is_lost_and_what_is_not_so_probable_has_no_quantile()
    {
        var wait = TimeDistribution.OfWait(new Estimate(20, 10, 30, 0.5)).UpTo(20);

        Assert.Equal(0.5, wait.Within(180), 0.05);
        Assert.Null(wait.Quantile(0.9));
        Assert.Equal(0.25, wait.Times(0.5).Within(180), 0.03);
    }
}
