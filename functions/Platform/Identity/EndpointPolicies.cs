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
        ["GetQueue"] = AccessPolicy.Anyone,
        ["ReportQueue"] = AccessPolicy.Any(Roles.Diner),
        ["ListDeadLetters"] = AccessPolicy.Any(Roles.Operator),
        ["GetDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["ReplayDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["DiscardDeadLetter"] = AccessPolicy.Any(Roles.Operator),
        ["ListAudit"] = AccessPolicy.Any(Roles.Operator),
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
