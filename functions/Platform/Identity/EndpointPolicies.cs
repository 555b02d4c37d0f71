namespace QNom.Platform.Identity;

/// <summary>The one table of endpoint and policy. A test holds it against every HTTP function of the app.</summary>
public static class EndpointPolicies
{
    private static readonly Dictionary<string, AccessPolicy> Table = new()
    {
        ["GetOpenApi"] = AccessPolicy.Anyone,
        ["GetDocs"] = AccessPolicy.Anyone,
        ["ListSites"] = AccessPolicy.Anyone,
        ["GetSite"] = AccessPolicy.Anyone,
        ["GetVenue"] = AccessPolicy.Anyone,
        ["GetBoard"] = AccessPolicy.Anyone,
        ["StreamSite"] = AccessPolicy.Anyone,
        ["StreamVenue"] = AccessPolicy.Anyone,
        ["SearchVenues"] = AccessPolicy.Anyone,
        ["GetRecommendations"] = AccessPolicy.Anyone,
        ["GetMyRecommendations"] = AccessPolicy.Any(Roles.Diner),
        ["StartRebuild"] = AccessPolicy.Any(Roles.Operator),
        ["GetRebuild"] = AccessPolicy.Any(Roles.Operator),
        ["CreateVenue"] = AccessPolicy.Any(Roles.Operator),
        ["PutVenue"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetMenu"] = AccessPolicy.Anyone,
        ["PutMenu"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["PutStock"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetPhotos"] = AccessPolicy.Anyone,
        ["GrantPhoto"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetPhoto"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["OrderPhotos"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["DeletePhoto"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetHours"] = AccessPolicy.Anyone,
        ["PutHours"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetQueue"] = AccessPolicy.Anyone,
        ["GetQueues"] = AccessPolicy.Anyone,
        ["GetForecast"] = AccessPolicy.Anyone,
        ["GetHistory"] = AccessPolicy.Anyone,
        ["GetUsualDay"] = AccessPolicy.Anyone,
        ["ExplainQueue"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["GetAccuracy"] = AccessPolicy.Anyone,
        ["ListHeldReports"] = AccessPolicy.Any(Roles.Operator),
        ["ReleaseReport"] = AccessPolicy.Any(Roles.Operator),
        ["PostNotice"] = AccessPolicy.PartnerOfVenue,
        ["ReportQueue"] = AccessPolicy.Any(Roles.Diner, Roles.Device),
        ["RegisterDevice"] = AccessPolicy.Anyone,
        ["SendReadings"] = AccessPolicy.SensorInRoute,
        ["CreatePartner"] = AccessPolicy.Any(Roles.Operator),
        ["ListPartners"] = AccessPolicy.Any(Roles.Operator),
        ["GetPartner"] = AccessPolicy.Any(Roles.Operator),
        ["GiveVenue"] = AccessPolicy.Any(Roles.Operator),
        ["TakeVenue"] = AccessPolicy.Any(Roles.Operator),
        ["AddMember"] = AccessPolicy.Any(Roles.Operator),
        ["RemoveMember"] = AccessPolicy.Any(Roles.Operator),
        ["RegisterSensor"] = AccessPolicy.Any(Roles.Operator),
        ["RemoveSensor"] = AccessPolicy.Any(Roles.Operator),
        ["IssueKey"] = AccessPolicy.Any(Roles.Operator),
        ["ListKeys"] = AccessPolicy.Any(Roles.Operator),
        ["RevokeKey"] = AccessPolicy.Any(Roles.Operator),
        ["ReportQueues"] = AccessPolicy.Any(Roles.Diner, Roles.Device),
        ["DraftOrder"] = AccessPolicy.Any(Roles.Diner),
        ["ListOrders"] = AccessPolicy.Any(Roles.Diner),
        ["GetOrder"] = AccessPolicy.Any(Roles.Diner),
        ["GetOrderHistory"] = AccessPolicy.Any(Roles.Diner),
        ["PlaceOrder"] = AccessPolicy.Any(Roles.Diner),
        ["PayOrder"] = AccessPolicy.Any(Roles.Diner),
        ["CancelOrder"] = AccessPolicy.Any(Roles.Diner),
        ["TrackOrder"] = AccessPolicy.Any(Roles.Diner),
        ["GetOrdering"] = AccessPolicy.Anyone,
        ["PutOrdering"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["PauseOrdering"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["ResumeOrdering"] = AccessPolicy.PartnerOfVenueOrOperator,
        ["ListPickUpTimes"] = AccessPolicy.Anyone,
        ["ListStallOrders"] = AccessPolicy.PartnerOfVenue,
        ["GetStallOrder"] = AccessPolicy.PartnerOfVenue,
        ["AcceptOrder"] = AccessPolicy.PartnerOfVenue,
        ["RejectOrder"] = AccessPolicy.PartnerOfVenue,
        ["PrepareOrder"] = AccessPolicy.PartnerOfVenue,
        ["FinishOrder"] = AccessPolicy.PartnerOfVenue,
        ["HandOverOrder"] = AccessPolicy.PartnerOfVenue,
        ["ListDeadLetters"] = AccessPolicy.Any(Roles.Operator),
        ["GetDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["ReplayDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["DiscardDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["ListRepairs"] = AccessPolicy.Any(Roles.Operator),
        ["ListAudit"] = AccessPolicy.Any(Roles.Operator),
        ["VerifyAudit"] = AccessPolicy.Any(Roles.Operator),
        ["GetLiveness"] = AccessPolicy.Anyone,
        ["GetReadiness"] = AccessPolicy.Anyone,
    };

    /// <summary>The functions that have a policy.</summary>
    public static IReadOnlyCollection<string> Functions => Table.Keys;

    /// <summary>The policy of an HTTP function.</summary>
    /// <exception cref="InvalidOperationException">It has none: a mistake of ours, so nobody is let in.</exception>
    public static AccessPolicy For(string function) =>
        Table.TryGetValue(function, out var policy)
            ? policy
            : throw new InvalidOperationException($"The HTTP function {function} has no access policy.");
}
