using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class SiteListQueryTests
{
    [Fact]
    public void Without_parameters_it_asks_for_the_first_fifty_of_all() =>
        Assert.Equal(new SiteListQuery(new SiteFilter(null, null), null, 50), Read(""));

    [Fact]
    public void Every_parameter_is_read() => Assert.Equal(
        new SiteListQuery(new SiteFilter(SiteStatus.Planned, 28), "maxwell-food-centre", 100),
        Read($"?status=planned&district=28&limit=100&cursor={SiteListQuery.CursorAfter("maxwell-food-centre")}"));

    [Theory]
    [InlineData("?status=Open", "status")]
    [InlineData("?status=", "status")]
    [InlineData("?status=1", "status")]
    [InlineData("?status=open&status=closed", "status")]
    [InlineData("?district=0", "district")]
    [InlineData("?district=29", "district")]
    [InlineData("?district=+1", "district")]
    [InlineData("?district=one", "district")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?cursor=", "cursor")]
    [InlineData("?cursor=maxwell", "cursor")]
    [InlineData("?cursor=bnVsbA", "cursor")] // null
    [InlineData("?cursor=e30", "cursor")] // {}
    [InlineData("?cursor=eyJhZnRlciI6NX0", "cursor")] // {"after":5}
    public void A_parameter_that_is_wrong_is_named(string query, string parameter)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(query));

        Assert.Equal(400, problem.Status);
        Assert.Equal([parameter], problem.Errors!.Keys);
    }

    [Fact]
    public void Wrong_filters_are_named_together() => Assert.Equal(
        ["district", "status"],
        Assert.Throws<ProblemException>(() => Read("?status=x&district=x")).Errors!.Keys.Order(StringComparer.Ordinal));

    private static SiteListQuery Read(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return SiteListQuery.Read(context.Request);
    }
}
