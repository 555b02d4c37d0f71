using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Queues;

namespace QNom.Tests.Unit.Queues;

public sealed class QueueListQueryTests
{
    [Fact]
    public void Each_stall_that_is_asked_about_is_read_once() =>
        Assert.Equal(["a-1", "b"], Read("?venues=a-1,b,a-1"));

    [Fact]
    public void A_hundred_are_read() => Assert.Equal(100, Read(Ids(100)).Count);

    [Fact]
    public void A_hundred_and_one_are_too_many() => Assert.Throws<ProblemException>(() => Read(Ids(101)));

    [Theory]
    [InlineData("")]
    [InlineData("?venues=")]
    [InlineData("?venues=a,,b")]
    [InlineData("?venues=a,")]
    [InlineData("?venues=A")]
    [InlineData("?venues=~site")]
    [InlineData("?venues=a%0A")]
    [InlineData("?venues=a&venues=b")]
    public void Whatever_else_is_a_problem_that_names_the_parameter(string query)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(query));

        Assert.Equal((400, "venues"), (problem.Status, Assert.Single(problem.Errors!).Key));
    }

    private static string Ids(int count) => "?venues=" + string.Join(',', Enumerable.Range(0, count).Select(i => $"stall-{i}"));

    private static IReadOnlyList<string> Read(string query) =>
        QueueListQuery.Read(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request);
}
