using Microsoft.Extensions.Time.Testing;
using QNom.Local.Demo;
using QNom.Simulation;

namespace QNom.Tests.Unit.Launcher.Demo;

public sealed class LunchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 7, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_is_the_same_lunch_and_the_next_day_is_another()
    {
        var first = Stories(seed: 3);
        var same = Stories(seed: 3);

        var lunch = Lunch.Of(first, liarsAwake: false);

        Assert.Equal(Script(lunch), Script(Lunch.Of(same, liarsAwake: false)));
        Assert.NotEqual(Script(lunch), Script(Lunch.Of(first, liarsAwake: false)));
        Assert.NotEqual(Script(lunch), Script(Lunch.Of(Stories(seed: 4), liarsAwake: false)));
    }

    [Fact]
    public void Everybody_has_something_to_say_in_order_and_some_lie()
    {
        var cues = Lunch.Of(Stories(), liarsAwake: true).Cues;

        Assert.Equal(cues.Select(cue => cue.At).Order(), cues.Select(cue => cue.At));
        Assert.Equal(cues.Where(cue => cue.At > 45), Lunch.Of(Stories(), liarsAwake: true).From(45).Cues, (a, b) => a.At == b.At);
        Assert.All(cues, cue => Assert.InRange(cue.At, 0, Lunch.Length));
        var told = cues.OfType<Tell>().Select(tell => tell.Happening).ToList();
        Assert.Equal(Enum.GetValues<Voice>().Order(), told.Select(happening => happening.Teller.Voice).Distinct().Order());
        Assert.Contains(told, happening => happening.Teller is { Voice: Voice.Diner, SignedUp: false });
        Assert.InRange((double)told.Count(h => h.Hostile) / told.Count(h => h.Teller.Voice == Voice.Diner), 0.03, 0.15);
        Assert.Equal(told.Count, told.Select(happening => happening.Id).Distinct().Count());
    }

    [Fact]
    public void A_stall_that_speaks_for_itself_closes_once_and_posts_nothing_while_it_rests()
    {
        // Many, for some with one pair of hands that rests.
        var cues = Lunch.Of([.. Enumerable.Range(0, 200).Select(stall => new StallStory(1, stall))], liarsAwake: false).Cues;

        var speaking = Enumerable.Range(0, 200).Where(Machines.HasPartner);
        Assert.Equal(speaking, cues.OfType<Close>().Select(close => close.Stall).Order());
        Assert.Contains(cues, cue => cue is Close { SoldOut: true });
        Assert.Contains(cues, cue => cue is Pause);
        Assert.All(cues.OfType<Pause>(), pause => Assert.DoesNotContain(cues.OfType<Tell>(), tell =>
            tell.Stall == pause.Stall && tell.Happening.Teller.Voice == Voice.Partner && tell.At >= pause.At && tell.At < pause.Until));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task At_speed_n_the_lunch_takes_an_nth_of_its_time(double speed)
    {
        var time = new FakeTimeProvider(Noon);
        var clock = new StoryClock(time, Noon, speed);
        var lunch = new Lunch([], [new QuarterHour(15), new QuarterHour(15), new QuarterHour(30)]);
        var due = LunchDemo.DueAsync(lunch, clock, TestContext.Current.CancellationToken).GetAsyncEnumerator();

        var first = due.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromMinutes(15 / speed) - TimeSpan.FromSeconds(1));
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await first);
        Assert.Equal(15, clock.Now, 6);
        var second = due.MoveNextAsync().AsTask();
        Assert.True(second.IsCompletedSuccessfully);
        var last = due.MoveNextAsync().AsTask();
        Assert.False(last.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(15 / speed));
        Assert.True(await last);
        Assert.False(await due.MoveNextAsync());
        Assert.Equal(speed == 1, clock.IsReal);
    }

    [Fact]
    public async Task What_is_late_is_done_at_once()
    {
        var time = new FakeTimeProvider(Noon);
        var clock = new StoryClock(time, Noon - TimeSpan.FromHours(1), 1);

        Assert.True(clock.UntilAsync(59, default).IsCompletedSuccessfully);
        var ended = new CancellationTokenSource();
        var waiting = clock.UntilAsync(61, ended.Token);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static List<StallStory> Stories(int seed = 1) => [.. Enumerable.Range(0, 20).Select(stall => new StallStory(seed, stall))];

    private static IEnumerable<(double, Guid?)> Script(Lunch lunch) => lunch.Cues.Select(cue => (cue.At, (cue as Tell)?.Happening.Id));
}
