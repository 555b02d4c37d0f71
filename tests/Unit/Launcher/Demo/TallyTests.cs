using QNom.Local.Demo;

namespace QNom.Tests.Unit.Launcher.Demo;

public sealed class TallyTests
{
    private readonly Tally tally = new();

    [Fact]
    public void The_line_holds_what_is_shown_against_what_is_true_and_says_what_was_told()
    {
        tally.Count(Outcome.Taken);
        tally.Count(Outcome.Taken, hostile: true);
        tally.Count(Outcome.TooSoon, hostile: true);
        tally.Count(Outcome.LeftOut);

        var line = tally.Line(75, 3, [new Comparison("Laksa, Maxwell", 4, 10.4), new Comparison("Satay, Maxwell", 8, 6.8)]);

        Assert.Equal(
            "12:15  2 of 3 open stalls show a live wait, off by 3.8 min on average (most at Laksa, Maxwell: shown 4, true 10); "
            + "2 told, of which 1 lies, 1 too soon after another, 1 timed visits left out",
            line);
    }

    [Fact]
    public void Each_line_counts_its_own_quarter_of_an_hour()
    {
        tally.Count(Outcome.Refused);
        _ = tally.Line(15, 0, []);

        Assert.Equal("11:30  none of 5 open stalls shows a live wait; 0 told, of which 0 lies", tally.Line(30, 5, []));
    }
}
