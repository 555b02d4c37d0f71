using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Platform.Identity;

/// <summary>What in the route a caller must be allowed to act for.</summary>
public enum RouteScope
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>The venue named <c>venueId</c>.</summary>
    Venue,

    /// <summary>The sensor named <c>sensorId</c>.</summary>
    Sensor,

    /// <summary>The partner named <c>partnerId</c>.</summary>
    Partner,
}

/// <summary>Who may call an endpoint.</summary>
public sealed record AccessPolicy
{
    /// <summary>Anyone, without a token.</summary>
    public static AccessPolicy Anyone { get; } = new() { AllowedRoles = [] };

    /// <summary>A partner of the venue in the route: a member or a server.</summary>
    public static AccessPolicy PartnerOfVenue { get; } =
        new() { AllowedRoles = [Roles.Partner, Roles.Server], Scope = RouteScope.Venue };

    /// <summary>A partner of the venue in the route, or an operator, who may act for every venue.</summary>
    public static AccessPolicy PartnerOfVenueOrOperator { get; } =
        new() { AllowedRoles = [Roles.Operator, Roles.Partner, Roles.Server], Scope = RouteScope.Venue };

    /// <summary>The sensor in the route, or the gateway that speaks for it.</summary>
    public static AccessPolicy SensorInRoute { get; } = new() { AllowedRoles = [Roles.Sensor], Scope = RouteScope.Sensor };

    /// <summary>The partner in the route, by a member or a server, or an operator, who may act for every partner.</summary>
    public static AccessPolicy PartnerInRouteOrOperator { get; } =
        new() { AllowedRoles = [Roles.Operator, Roles.Partner, Roles.Server], Scope = RouteScope.Partner };

    /// <summary>The partner in the route, by a member and none of its servers, or an operator.</summary>
    public static AccessPolicy MemberInRouteOrOperator { get; } =
        new() { AllowedRoles = [Roles.Operator, Roles.Partner], Scope = RouteScope.Partner };

    /// <summary>Who has at least one of the roles; who has several is let in as the first.</summary>
    public static AccessPolicy Any(params string[] roles) => new() { AllowedRoles = roles };

    /// <summary>The roles of which one is needed; empty means that no token is asked for.</summary>
    public required IReadOnlyList<string> AllowedRoles { get; init; }

    /// <summary>What in the route the caller must be allowed to act for.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>Lets a caller in, or does not.</summary>
    /// <returns>The caller, as what it was let in.</returns>
    /// <exception cref="ProblemException">
    /// 403: the caller has none of the roles, or may not act for what is in the route. Another's is a 403 whether or not it
    /// exists: that a venue does is public, and which sensors do is not told.
    /// </exception>
    public Caller Admit(Caller caller, HttpRequest request)
    {
        var role = AllowedRoles.FirstOrDefault(caller.Roles.Contains) ?? throw Problems.MissingRole(AllowedRoles);
        var admitted = caller with { Kind = Roles.KindOf(role) };
        return Scope switch
        {
            RouteScope.Venue when role != Roles.Operator && !caller.Venues.Contains(RouteValue.Id(request, "venueId")) =>
                throw Problems.Anothers("venue"),
            RouteScope.Sensor when !caller.Sensors.Contains(RouteValue.Id(request, "sensorId")) =>
                throw Problems.Anothers("sensor"),
            RouteScope.Partner when role != Roles.Operator && !caller.Partners.Contains(RouteValue.Id(request, "partnerId")) =>
                throw Problems.Anothers("partner"),
            _ => admitted,
        };
    }
}
