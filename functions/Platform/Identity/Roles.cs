using System.Collections.Frozen;

namespace QNom.Platform.Identity;

/// <summary>The roles that a credential can give.</summary>
public static class Roles
{
    /// <summary>A person who eats; by a token of the issuer.</summary>
    public const string Diner = "diner";

    /// <summary>A device of a person who never signed up; by a device token.</summary>
    public const string Device = "device";

    /// <summary>A member of a stall's business; by a token of the issuer.</summary>
    public const string Partner = "partner";

    /// <summary>A partner's own system; by an API key.</summary>
    public const string Server = "server";

    /// <summary>A sensor or the gateway of several; by an API key.</summary>
    public const string Sensor = "sensor";

    /// <summary>Staff of QNom; by a token of the issuer.</summary>
    public const string Operator = "operator";

    /// <summary>The roles that the issuer's tokens can give. A token that claims another gives nothing by it.</summary>
    public static IReadOnlySet<string> OfTokens { get; } = new[] { Diner, Partner, Operator }.ToFrozenSet();

    /// <summary>The kind of caller that one is in a role.</summary>
    public static CallerKind KindOf(string role) => role switch
    {
        Diner => CallerKind.Diner,
        Device => CallerKind.Device,
        Partner => CallerKind.PartnerMember,
        Server => CallerKind.PartnerServer,
        Sensor => CallerKind.Sensor,
        Operator => CallerKind.Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };
}
