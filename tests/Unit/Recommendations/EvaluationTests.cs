using QNom.Accuracy.Recommending;

namespace QNom.Tests.Unit.Recommendations;

/// <summary>The musts of recommendations, on a smaller town; docs/recommendations.md has the figures of the whole.</summary>
public class EvaluationTests
{
    [Fact]
    public void Diners_who_are_recommended_places_are_back_in_time_more_often_and_never_eat_what_they_must_not()
    {
        var outcomes = RecommendationRun.Run(new RecommendationSetup(Seed: 7, Towns: 1, Days: 8, Guests: 120));
        var (ours, nearest, rated) = (outcomes["recommended"], outcomes["nearest first"], outcomes["best rated first"]);

        Assert.True(ours.Share >= nearest.Share + 0.15, $"{ours.Share} {nearest.Share}");
        Assert.True(ours.Share >= rated.Share + 0.15, $"{ours.Share} {rated.Share}");
        Assert.InRange(ours.Lunches, 300, 360);
        Assert.Equal(0, outcomes.Values.Sum(outcome => outcome.Harmed));
        // What is promised is what comes.
        Assert.Equal(ours.Promised / ours.Lunches, (double)ours.OnTime / ours.Lunches, 0.07);
    }
}
