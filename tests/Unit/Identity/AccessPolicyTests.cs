using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Tests.Unit.Identity;

public class AccessPolicyTests
{
    [Theory]
    [InlineData("diner", CallerKind.Diner)]
    [InlineData("operator partner diner", CallerKind.Operator)]
    [InlineData("partner", CallerKind.PartnerMember)]
    [InlineData("server", CallerKind.PartnerServer)]
    public void Who_has_several_roles_is_let_in_as_the_first_that_the_endpoint_names(string roles, CallerKind kind)
    {
        var policy = AccessPolicy.Any(Roles.Operator, Roles.Partner, Roles.Server, Roles.Diner);

        Assert.Equal(kind, policy.Admit(Someone(roles), At("mine")).Kind);
    }

    [Fact]
    public void Who_has_none_of_the_roles_is_refused() =>
        Refused("forbidden", () => AccessPolicy.Any(Roles.Operator).Admit(Someone("diner partner"), At("mine")));

    [Theory]
    [InlineData("partner")]
    [InlineData("server")]
    public void A_partner_acts_for_its_own_venues_only(string role)
    {
        var partner = Someone(role) with { Venues = new HashSet<string> { "mine" } };

        Assert.Same(partner.Venues, AccessPolicy.PartnerOfVenue.Admit(partner, At("mine")).Venues);
        Refused("not-your-venue", () => AccessPolicy.PartnerOfVenue.Admit(partner, At("another")));
        Refused("not-your-venue", () => AccessPolicy.PartnerOfVenueOrOperator.Admit(partner, At("another")));
    }

    [Fact]
    public void An_operator_acts_for_every_venue_where_operators_are_let_in_at_all()
    {
        Assert.Equal(CallerKind.Operator, AccessPolicy.PartnerOfVenueOrOperator.Admit(Someone("operator"), At("any")).Kind);
        Refused("forbidden", () => AccessPolicy.PartnerOfVenue.Admit(Someone("operator"), At("any")));
        // Being an operator as well gives nothing where only partners are let in.
        Refused("not-your-venue", () => AccessPolicy.PartnerOfVenue.Admit(Someone("operator partner"), At("any")));
    }

    [Fact]
    public void A_sensor_speaks_for_itself_only_and_is_not_told_of_others()
    {
        var sensor = Someone("sensor") with { Sensors = new HashSet<string> { "door" }, Venues = new HashSet<string> { "mine" } };

        Assert.Equal(CallerKind.Sensor, AccessPolicy.SensorInRoute.Admit(sensor, At("mine", "door")).Kind);
        Refused("not-your-sensor", () => AccessPolicy.SensorInRoute.Admit(sensor, At("mine", "till")));
        Refused("forbidden", () => AccessPolicy.PartnerOfVenue.Admit(sensor, At("mine")));
    }

    [Theory]
    [InlineData("partner")]
    [InlineData("server")]
    public void A_partner_in_the_route_is_for_its_own_people_and_servers_and_for_operators(string role)
    {
        var policy = AccessPolicy.PartnerInRouteOrOperator;
        var member = Someone(role) with { Partners = new HashSet<string> { "tian-tian" } };

        Assert.Same(member.Partners, policy.Admit(member, AtPartner("tian-tian")).Partners);
        Assert.Equal(CallerKind.Operator, policy.Admit(Someone("operator"), AtPartner("any")).Kind);
        Refused("not-your-partner", () => policy.Admit(member, AtPartner("another")));
        Refused("forbidden", () => policy.Admit(Someone("diner"), AtPartner("tian-tian")));
    }

    private static HttpRequest AtPartner(string partner) =>
        new DefaultHttpContext { Request = { RouteValues = { ["partnerId"] = partner } } }.Request;

    private static void Refused(string code, Func<Caller> admit)
    {
        var problem = Assert.Throws<ProblemException>(admit);
        Assert.Equal((403, code), (problem.Status, problem.Code));
    }

    private static Caller Someone(string roles) => new("someone", roles.Split(' ').ToHashSet());

    private static HttpRequest At(string venueId, string sensorId = "none")
    {
        var request = new DefaultHttpContext().Request;
        request.RouteValues = new() { ["venueId"] = venueId, ["sensorId"] = sensorId };
        return request;
    }
}
