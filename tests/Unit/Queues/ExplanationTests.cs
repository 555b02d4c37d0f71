using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Explanations;
using QNom.Queues.Notices;

namespace QNom.Tests.Unit.Queues;

public class ExplanationTests
{
    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;

    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void The_terms_add_up_to_the_wait(int seed, bool hasSign)
    {
        var random = new Random(seed);
        var head = new QueueHead { VenueId = "stall" };
        var (now, sawSign) = (Noon, false);
        for (var i = 0; i < 400; i++)
        {
            now = now.AddMinutes(random.Next(1, 40));
            head = head with { Estimator = Estimator.Update(head.Estimator, Say(random, now, hasSign)), UpdatedAt = now };
            if (i % 10 != 0)
                continue;

            var at = now.AddMinutes(random.Next(0, 20));
            var explained = QueueExplanation.Of(head, at);
            var likely = Estimator.At(head.Estimator, explained.At).Likely;
            Assert.Equal(likely, Estimator.ExplainTerms(head.Estimator, explained.At).Sum(term => term.Minutes), 9);
            Assert.Equal(explained.Likely!.Value, explained.Terms.Sum(term => term.Minutes), 9);
            sawSign |= explained.Terms.Any(term => term.By == ExplainedBy.Sign);
            Assert.InRange(Math.Abs(explained.Likely.Value - StatusView.Of(head, at).Wait!.Likely), 0, 0.55);
        }

        Assert.Equal(hasSign, sawSign);
    }

    [Fact]
    public void Each_source_says_what_is_made_of_it_and_what_it_still_counts()
    {
        var state = new EstimatorState();
        Estimator.Apply(state, new Evidence(Noon.AddMinutes(-30), SourceKind.Crowd, 12, null, Timed: true));
        Estimator.Apply(state, new Evidence(Noon.AddMinutes(-10), SourceKind.Sensor, null, 5));
        Estimator.Apply(state, new Evidence(Noon.AddMinutes(-5), SourceKind.Partner, 20, null));
        Estimator.Apply(state, new Evidence(Noon, SourceKind.Crowd, 15, null, Trust: 0.5));

        var sources = QueueExplanation.Of(new QueueHead { VenueId = "stall", Estimator = state }, Noon).Sources;

        Assert.Equal([SourceKind.Crowd, SourceKind.Sensor, SourceKind.Crowd, SourceKind.Partner], sources.Select(source => source.Kind));
        Assert.Equal([0, 10, 18, 5], sources.Select(source => source.AgeMinutes));
        Assert.Equal([15, null, 12, 20], sources.Select(source => source.WaitMinutes));
        Assert.Equal((5, 6.0), (sources[1].QueueLength, sources[1].CalibratedMinutes));
        Assert.Equal((0.5, 0.25), (sources[0].Trust, sources[0].Weight));
        Assert.Equal((true, 0.5), (sources[2].Timed, sources[2].Weight));
    }

    [Fact]
    public void A_closed_stall_has_no_wait_to_explain()
    {
        var head = new QueueHead
        {
            VenueId = "stall",
            Estimator = Estimator.Update(new EstimatorState(), new Evidence(Noon, SourceKind.Crowd, 15, null)),
            Notice = new NoticeBody(NoticeState.Closed).ToNotice(Noon),
        };

        var explained = QueueExplanation.Of(head, Noon);

        Assert.Equal((VenueState.Closed, null, 0), (explained.State, explained.Likely, explained.Terms.Count));
        Assert.Single(explained.Sources);
    }

    private static Evidence Say(Random random, DateTimeOffset now, bool hasSign) => random.Next(hasSign ? 5 : 4) switch
    {
        0 => new Evidence(now.AddMinutes(-random.Next(1, 40)), SourceKind.Crowd, random.Next(0, 60), null, Timed: true),
        1 => new Evidence(now, SourceKind.Crowd, random.Next(0, 90), null),
        2 => new Evidence(now, SourceKind.Crowd, null, random.Next(0, 30)),
        3 => new Evidence(now, SourceKind.Sensor, null, random.Next(0, 30)),
        _ => new Evidence(now, SourceKind.Partner, random.Next(0, 60), null),
    };
}
