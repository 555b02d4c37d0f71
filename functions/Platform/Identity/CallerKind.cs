namespace QNom.Platform.Identity;

/// <summary>What kind of caller makes a request. What is reported weighs by it.</summary>
public enum CallerKind
{
    /// <summary>A person who signed up.</summary>
    Diner,

    /// <summary>A device of someone who never signed up: may report, with little weight.</summary>
    Device,

    /// <summary>A member of a partner, signed in.</summary>
    PartnerMember,

    /// <summary>A partner's own system, by API key.</summary>
    PartnerServer,

    /// <summary>A sensor or the gateway of several, by API key.</summary>
    Sensor,

    /// <summary>Staff of QNom.</summary>
    Operator,
}
