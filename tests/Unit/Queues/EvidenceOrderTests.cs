using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class EvidenceOrderTests
{
    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;

    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_messages_within_a_minute_makes_no_difference_to_the_last_bit(int seed)
    {
        var random = new Random(seed);
        var messages = Messages(random);
        var shuffled = messages.GroupBy(m => m.Known.UtcTicks / TimeSpan.TicksPerMinute)
            .SelectMany(minute => minute.OrderBy(_ => random.Next())).ToList();
        Assert.NotEqual(messages, shuffled);

        Assert.Equal(StateCodec.Write(After(messages)), StateCodec.Write(After(shuffled)));
    }

    [Fact]
    public void A_reading_changes_nothing()
    {
        var state = After(Messages(new Random(3)));
        var before = StateCodec.Write(state);

        _ = Estimator.At(state, Noon.AddDays(3));
        _ = Estimator.Forecast(state, Noon.AddDays(3), Noon.AddDays(3).AddMinutes(30));
        _ = Estimator.TrendMinutes(state, Noon.AddDays(3));

        Assert.Equal(before, StateCodec.Write(state));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var state = After(Messages(new Random(4)));
        var before = StateCodec.Write(state);

        var next = Estimator.Update(state, new Evidence(Noon.AddDays(3), SourceKind.Crowd, 50, null));

        Assert.Equal(before, StateCodec.Write(state));
        Assert.NotEqual(before, StateCodec.Write(next));
    }

    // Signs every two minutes or so, guesses and timed visits in between, three days long.
    private static List<(DateTimeOffset Known, Evidence Evidence)> Messages(Random random)
    {
        var messages = new List<(DateTimeOffset Known, Evidence Evidence)>();
        for (var day = 0; day < 3; day++)
        {
            for (var second = 0; second < 6 * 3600; second += random.Next(1, 180))
            {
                var at = Noon.AddDays(day).AddSeconds(second);
                var wait = random.Next(1, 50);
                messages.Add(random.Next(5) switch
                {
                    0 => (at, new Evidence(at, SourceKind.Crowd, wait, null)),
                    1 => (at, new Evidence(at, SourceKind.Crowd, null, random.Next(30))),
                    2 => (at, new Evidence(at.AddMinutes(-wait), SourceKind.Crowd, wait, null, Timed: true)),
                    _ => (at, new Evidence(at, SourceKind.Partner, wait, null)),
                });
            }
        }

        return messages;
    }

    private static EstimatorState After(IEnumerable<(DateTimeOffset Known, Evidence Evidence)> messages) =>
        messages.Aggregate(new EstimatorState(), (state, message) => Estimator.Update(state, message.Evidence));
}
