using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Identity;

/// <summary>Who makes a request.</summary>
/// <param name="Subject">The issuer's stable, opaque identifier of the person or system; never shown or logged.</param>
/// <param name="Roles">What the token says the caller is.</param>
public sealed record Caller(string Subject, IReadOnlySet<string> Roles)
{
    private const string ItemKey = "qnom.caller";

    /// <summary>The caller of a request to an endpoint whose policy asks for one.</summary>
    public static Caller Of(HttpRequest request) => (Caller)request.HttpContext.Items[ItemKey]!;

    internal void Attach(HttpContext http) => http.Items[ItemKey] = this;
}

/// <summary>The roles a token can give.</summary>
public static class Roles
{
    /// <summary>A person who eats.</summary>
    public const string Diner = "diner";

    /// <summary>A member of a stall's business.</summary>
    public const string Partner = "partner";

    /// <summary>Staff of QNom.</summary>
    public const string Operator = "operator";
}
