using Microsoft.AspNetCore.Routing.Constraints;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Http;

namespace QNom.Tests.Unit.Host;

public sealed class FunctionRoutesTests
{
    [Theory]
    [InlineData("api", "v1/venues/{venueId:guid}", "api/v1/venues/{venueId:guid}")]
    [InlineData("api", "/v1/venues", "api/v1/venues")]
    [InlineData("", "v1/{*rest}", "v1/{*rest}")]
    [InlineData("a/b", "c", "a/b/c")]
    public void The_route_stands_below_the_prefix(string prefix, string route, string expected) =>
        Assert.Equal(expected, FunctionRoutes.Pattern(prefix, new HttpTrigger("request", route, [], [])).RawText);

    [Fact]
    public void The_methods_are_a_constraint_so_that_another_method_fits_no_route()
    {
        var pattern = FunctionRoutes.Pattern("api", new HttpTrigger("request", "x", ["get", "Post"], []));

        var constraint = Assert.IsType<HttpMethodRouteConstraint>(Assert.Single(pattern.ParameterPolicies["httpMethod"]).ParameterPolicy);
        Assert.Equal(["get", "Post"], constraint.AllowedMethods);
    }
}
