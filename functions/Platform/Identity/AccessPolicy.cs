namespace QNom.Platform.Identity;

/// <summary>Who may call an endpoint.</summary>
public sealed record AccessPolicy
{
    /// <summary>Anyone, without a token.</summary>
    public static AccessPolicy Anyone { get; } = new() { AllowedRoles = [] };

    /// <summary>Who has at least one of the roles.</summary>
    public static AccessPolicy Any(params string[] roles) => new() { AllowedRoles = roles };

    /// <summary>The roles of which one is needed; empty means that no token is asked for.</summary>
    public required IReadOnlyList<string> AllowedRoles { get; init; }
}
