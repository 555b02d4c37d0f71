using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace QNom.Local.Identity;

/// <summary>Whom a token is for and what it allows.</summary>
/// <param name="Subject">Who calls; 1 to 128 letters, digits and <c>. _ @ : | -</c>.</param>
/// <param name="Roles">At least one of <see cref="KnownRoles"/>.</param>
/// <param name="Venues">Ids of venues to name in the token; often empty.</param>
/// <param name="Lifetime">How long it is good for: 1 second to 1 day.</param>
public sealed partial record TokenRequest(
    string Subject, IReadOnlyList<string> Roles, IReadOnlyList<string> Venues, TimeSpan Lifetime)
{
    /// <summary>An e-mail address that the token vouches for; null for none.</summary>
    public string? Email { get; init; }

    private const int DefaultSeconds = 3600;
    private const int LongestSeconds = 86400;
    private static readonly char[] Separators = [' ', ','];

    /// <summary>The roles that QNom knows.</summary>
    public static IReadOnlyList<string> KnownRoles { get; } = ["diner", "partner", "operator"];

    /// <summary>
    /// Reads the fields of a form, a query or a JSON object. <c>subject</c> is also <c>sub</c> or, in the client
    /// credentials grant, <c>client_id</c>; <c>roles</c> is also <c>role</c> or <c>scope</c>; several values may be
    /// repeated or separated by spaces or commas. A <c>client_secret</c> is not looked at: this is for development.
    /// </summary>
    /// <exception cref="TokenRequestException">A field is missing or wrong.</exception>
    public static TokenRequest Parse(IReadOnlyDictionary<string, StringValues> fields)
    {
        if (First(fields, "grant_type") is { } grant && grant != "client_credentials")
            throw new TokenRequestException(
                "unsupported_grant_type", $"grant_type '{grant}' is not served; client_credentials is.");

        return new TokenRequest(
            ParseSubject(First(fields, "subject", "sub", "client_id")),
            ParseRoles(All(fields, "roles", "role", "scope")),
            All(fields, "venues", "venue"),
            ParseLifetime(First(fields, "lifetime")))
        {
            Email = ParseEmail(First(fields, "email")),
        };
    }

    private static string ParseSubject(string? subject)
    {
        if (subject is null)
            throw new TokenRequestException("invalid_request", "subject is missing: who the token is for.");
        if (!SubjectPattern().IsMatch(subject))
            throw new TokenRequestException(
                "invalid_request", "subject must be 1 to 128 letters, digits and . _ @ : | - characters.");
        return subject;
    }

    private static string? ParseEmail(string? email) => email is null || EmailPattern().IsMatch(email)
        ? email
        : throw new TokenRequestException("invalid_request", "email must be an address.");

    private static string[] ParseRoles(string[] roles)
    {
        var known = string.Join(", ", KnownRoles);
        if (roles.Length == 0)
            throw new TokenRequestException("invalid_request", $"roles is missing: one or more of {known}.");
        if (roles.FirstOrDefault(role => !KnownRoles.Contains(role)) is { } unknown)
            throw new TokenRequestException("invalid_scope", $"'{unknown}' is not a role; the roles are {known}.");
        return roles;
    }

    private static TimeSpan ParseLifetime(string? lifetime)
    {
        if (lifetime is null)
            return TimeSpan.FromSeconds(DefaultSeconds);
        if (!int.TryParse(lifetime, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > LongestSeconds)
            throw new TokenRequestException("invalid_request", $"lifetime must be 1 to {LongestSeconds} whole seconds.");
        return TimeSpan.FromSeconds(seconds);
    }

    private static string? First(IReadOnlyDictionary<string, StringValues> fields, params string[] names) =>
        names.Select(name => fields.GetValueOrDefault(name).FirstOrDefault()).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static string[] All(IReadOnlyDictionary<string, StringValues> fields, params string[] names) =>
        [.. names
            .SelectMany(name => fields.GetValueOrDefault(name))
            .SelectMany(value => (value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            .Distinct()];

    [GeneratedRegex(@"\A[A-Za-z0-9._@:|-]{1,128}\z")]
    private static partial Regex SubjectPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,128}\z")]
    private static partial Regex EmailPattern();
}

/// <summary>A request for a token that cannot be served.</summary>
/// <param name="error">The code of RFC 6749, section 5.2.</param>
/// <param name="description">What is wrong, for a person.</param>
public sealed class TokenRequestException(string error, string description) : Exception(description)
{
    /// <summary>The code of RFC 6749, section 5.2.</summary>
    public string Error { get; } = error;
}
