using QNom.Accuracy;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Accuracy;

public class ScoreTests
{
    [Fact]
    public void A_score_is_what_its_figures_say()
    {
        var score = Score.Of(
        [
            (new Estimate(10, 5, 20, 0.95), 12),
            (new Estimate(10, 5, 20, 0.95), 4),
            (new Estimate(40, 30, 45, 0.45), 50),
            (new Estimate(40, 30, 45, 0.45), 20),
        ]);

        Assert.Equal(4, score.N);
        Assert.Equal((2 + 6 + 10 + 20) / 4.0, score.Mae, 1e-9);
        Assert.Equal(0.25, score.Within5);
        Assert.Equal(0.75, score.Within10);
        Assert.Equal((-2 + 6 - 10 + 20) / 4.0, score.Bias, 1e-9);
        Assert.Equal(0.25, score.Coverage80);
        Assert.Equal(15, score.MeanWidth);
        // Each pair has one hit: within 5 of 10, within 25% of 40.
        Assert.Equal((0.45 + 0.05) / 2, score.CalibrationError, 1e-9);
    }

    [Fact]
    public void Baselines_are_fitted_on_what_came_before_and_nothing_else()
    {
        var start = new DateTime(2018, 6, 4, 12, 0, 0);
        WaitRow[] rows =
        [
            new(start, null, 40),
            new(start.AddMinutes(1), 20, null),
            new(start.AddMinutes(2), 30, null),
            new(start.AddMinutes(3), 28, null),
            new(start.AddYears(1), null, 40),
            new(start.AddYears(1).AddMinutes(1), 200, null),
        ];
        var guesses = new Baselines(new WaitSeries("x", rows, 0), new DateTime(2019, 1, 1)).At(start.AddYears(1), 60, les: 10);

        Assert.Equal(new BaselineGuesses(60, 42, 10, 26, 28), guesses);
    }
}
