using QNom.Local.Host;

namespace QNom.Tests.Unit.Host;

public sealed class BackOffTests
{
    private readonly BackOff backOff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    [Fact]
    public void Pauses_are_short_five_times_then_double_up_to_the_longest() =>
        Assert.Equal([100, 100, 100, 100, 100, 200, 400, 800, 1600, 2000, 2000], Pauses(11));

    [Fact]
    public void Finding_something_makes_the_pauses_short_again()
    {
        Pauses(9);

        backOff.Reset();

        Assert.Equal([100, 100], Pauses(2));
    }

    [Fact]
    public void A_very_long_silence_keeps_the_longest_pause() => Assert.All(Pauses(200).Skip(10), pause => Assert.Equal(2000, pause));

    private List<double> Pauses(int count) => [.. Enumerable.Range(0, count).Select(_ => backOff.Next().TotalMilliseconds)];
}
