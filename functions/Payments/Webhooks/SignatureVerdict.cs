namespace QNom.Payments.Webhooks;

/// <summary>What is to be thought of a signature. Only one value lets a webhook in.</summary>
public enum SignatureVerdict
{
    /// <summary>No secret is set, so nothing can be believed.</summary>
    NoSecret,

    /// <summary>A header or field that must be there is missing, twice or not readable.</summary>
    Malformed,

    /// <summary>It was signed too long ago, or in the future.</summary>
    OutsideWindow,

    /// <summary>No secret makes this signature.</summary>
    Mismatch,

    /// <summary>It is by the sender.</summary>
    Valid,
}
