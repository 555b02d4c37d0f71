using System.Reflection;
using QNom.Operations.DeadLetters;
using QNom.Platform.Cosmos;

namespace QNom.Tests.Unit.Operations;

public class FailureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_our_own_code_says_is_kept()
    {
        var failure = Failure.Of(Thrown(() => DocumentSchema.Require("a/2", "a/1")), "CountReport", Now);

        Assert.Equal(
            new Failure("CountReport", "InvalidDataException", "Expected the schema a/1, found a/2.", Now), failure);
    }

    [Fact]
    public void What_others_say_is_not_since_it_may_quote_personal_data()
    {
        var failure = Failure.Of(Thrown(() => int.Parse("tan.ah.kow@example.sg")), "CountReport", Now);

        Assert.Equal(("FormatException", null), (failure.Type, failure.Message));
    }

    [Fact]
    public void What_a_host_wraps_is_taken_out()
    {
        var cause = Thrown(() => DocumentSchema.Require(null, "a/1"));

        foreach (var wrapped in new Exception[] { new TargetInvocationException(cause), new AggregateException(cause) })
            Assert.Equal("Expected the schema a/1, found none.", Failure.Of(wrapped, "F", Now).Message);
    }

    [Fact]
    public void A_long_text_is_cut() =>
        Assert.Equal(
            500, Failure.Of(Thrown(() => DocumentSchema.Require(new string('x', 5000), "a/1")), "F", Now).Message!.Length);

    private static Exception Thrown(Action action) => Record.Exception(action)!;
}
