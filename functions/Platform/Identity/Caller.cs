using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Identity;

/// <summary>Who makes a request.</summary>
/// <param name="Subject">A stable, opaque identifier of the person or system; never shown or logged.</param>
/// <param name="Roles">What the caller's credential says the caller is; see <see cref="Identity.Roles"/>.</param>
public sealed record Caller(string Subject, IReadOnlySet<string> Roles)
{
    private const string ItemKey = "qnom.caller";

    private static readonly HashSet<string> Nothing = [];

    /// <summary>As what the caller was let in: the first of the endpoint's roles that the caller has.</summary>
    public CallerKind Kind { get; init; } = CallerKind.Diner;

    /// <summary>The e-mail address that the issuer vouches for; null if there is none. Personal: never logged.</summary>
    public string? VerifiedEmail { get; init; }

    /// <summary>The partner whose key this is; null for people and devices.</summary>
    public string? PartnerId { get; init; }

    /// <summary>The ids of the venues that the caller may act for; operators may act for all, and have none here.</summary>
    public IReadOnlySet<string> Venues { get; init; } = Nothing;

    /// <summary>The ids of the partners that the caller may act for; operators may act for all, and have none here.</summary>
    public IReadOnlySet<string> Partners { get; init; } = Nothing;

    /// <summary>The ids of the sensors that the caller may speak for.</summary>
    public IReadOnlySet<string> Sensors { get; init; } = Nothing;

    /// <summary>The caller of a request to an endpoint whose policy asks for one.</summary>
    public static Caller Of(HttpRequest request) => (Caller)request.HttpContext.Items[ItemKey]!;

    /// <summary>The caller of a request, or null where the endpoint's policy asks for none.</summary>
    public static Caller? Find(HttpRequest request) => request.HttpContext.Items[ItemKey] as Caller;

    internal void Attach(HttpContext http) => http.Items[ItemKey] = this;
}
