using System.Runtime.Intrinsics;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class LaneCellsTests
{
    private const double Shrinkage = 3;

    private static readonly double[] Values = [1, 2, 4, 8];
    private static readonly Knots Knots = new(Values);

    [Theory]
    [InlineData(0, 1, 0, 0, 0)]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(1.25, 0.75, 0.25, 0, 0)]
    [InlineData(4, 0, 0, 1, 0)]
    [InlineData(5, 0, 0, 0.75, 0.25)]
    [InlineData(8, 0, 0, 0, 1)]
    [InlineData(100, 0, 0, 0, 1)]
    public void A_value_has_a_share_of_the_knots_beside_it(double value, double first, double second, double third, double fourth)
    {
        double[] shares = [first, second, third, fourth];
        for (var cell = 0; cell < shares.Length; cell++)
            Assert.Equal(shares[cell], Knots.All[cell].ShareOf(Vector512.Create(value))[3], 1e-12);
    }

    [Fact]
    public void Each_lane_learns_what_its_own_table_would()
    {
        var random = new Random(1);
        var lanes = new LaneCell[Values.Length];
        var (values, counts) = (new double[8, Values.Length], new double[8, Values.Length]);
        for (var i = 0; i < 300; i++)
        {
            var at = Vector512.Create(Eight(() => 9 * random.NextDouble()));
            var residual = Vector512.Create(Eight(() => random.NextDouble() - 0.5));
            var weight = Vector512.Create(Eight(() => random.Next(3) * 0.5));
            var before = lanes.AsSpan().At(Knots, at);

            var moved = lanes.AsSpan().Learn(Knots, at, residual, weight, Shrinkage, largestCount: 20);

            var after = lanes.AsSpan().At(Knots, at);
            for (var lane = 0; lane < 8; lane++)
            {
                Assert.Equal(after[lane] - before[lane], moved[lane], 1e-12);
                for (var cell = 0; cell < Values.Length; cell++)
                    Learn(ref values[lane, cell], ref counts[lane, cell], ShareOf(cell, at[lane]) * weight[lane], residual[lane]);
            }
        }

        for (var lane = 0; lane < 8; lane++)
        {
            for (var cell = 0; cell < Values.Length; cell++)
            {
                Assert.Equal(values[lane, cell], lanes[cell].Values[lane], 1e-9);
                Assert.Equal(counts[lane, cell], lanes[cell].Counts[lane], 1e-9);
            }
        }
    }

    [Fact]
    public void Means_that_learn_nothing_keep_their_time_while_those_beside_them_fade()
    {
        var mean = new LaneFadingMean();
        var kept = mean.Kept(Vector512.Create(100.0), halfLife: 10);
        mean.Learn(Vector512.Create(100.0), ref kept, Vector512.Create(1.0), Vector512.Create(2.0));
        kept = mean.Kept(Vector512.Create(110.0), halfLife: 10);
        Assert.Equal(0.5, kept[0], 1e-12);
        mean.Learn(Vector512.Create(110.0), ref kept, Vector512.Create(0.5), Vector512.Create(2.0, 0, 0, 0, 0, 0, 0, 0));

        // (2·½ + 2·½) / (2·½ + 2 + 1), and the other one as it was: (2·½) / (2·½ + 1).
        Assert.Equal(2 / 4.0, mean.Level(kept, 1)[0], 1e-12);
        Assert.Equal(1 / 2.0, mean.Level(kept, 1)[1], 1e-12);
        Assert.Equal([110.0, 100.0], [mean.Times[0], mean.Times[1]]);
    }

    // The rule of Cells: N += w, value += w·r/(N + λ).
    private static void Learn(ref double value, ref double count, double weight, double residual)
    {
        count = Math.Min(20, count + weight);
        value += weight * residual / (count + Shrinkage);
    }

    private static double ShareOf(int cell, double at)
    {
        at = Math.Clamp(at, Values[0], Values[^1]);
        var lower = Math.Min(Values.Length - 2, Array.FindLastIndex(Values, value => value <= at));
        var upperShare = (at - Values[lower]) / (Values[lower + 1] - Values[lower]);
        return cell == lower ? 1 - upperShare : cell == lower + 1 ? upperShare : 0;
    }

    private static double[] Eight(Func<double> next) => [.. Enumerable.Range(0, 8).Select(_ => next())];
}
