using System.Text.Json.Nodes;
using QNom.Platform.Identity;

namespace QNom.Platform.OpenApi;

/// <summary>How callers prove who they are. All travel in <c>Authorization: Bearer</c>, and their beginnings tell them apart.</summary>
internal static class SecuritySchemes
{
    private const string Token = "bearer";
    private const string Device = "device";
    private const string ApiKey = "apiKey";

    /// <summary>The scheme that gives a role.</summary>
    public static string Of(string role) => role switch
    {
        Roles.Device => Device,
        Roles.Server or Roles.Sensor => ApiKey,
        _ => Token,
    };

    /// <summary>What the role needs, as a reader of the docs is told.</summary>
    public static string Words(string scheme, string role) => scheme switch
    {
        Device => "a device token",
        ApiKey => $"the API key of a {role}",
        _ => $"a bearer token with the role {role}",
    };

    /// <summary>The schemes that give any of the roles, by name.</summary>
    public static JsonObject For(IEnumerable<string> roles)
    {
        var used = roles.Select(Of).ToHashSet();
        return new(All().Where(scheme => used.Contains(scheme.Key)).Select(scheme => KeyValuePair.Create(scheme.Key, (JsonNode?)scheme.Value)));
    }

    private static Dictionary<string, JsonObject> All() => new()
    {
        [Token] = Bearer("JWT", "A token of our OpenID Connect provider. Its `roles` must contain the role that the operation names."),
        [Device] = Bearer("qd_…", "A device token, for people who never sign up. It may report and nothing else, and weighs little."),
        [ApiKey] = Bearer("qn_…", "An API key of a partner's server or of sensors, as operators issue it. It is good for the venues or sensors it was issued for."),
    };

    private static JsonObject Bearer(string format, string text) => new()
    {
        ["type"] = "http",
        ["scheme"] = "bearer",
        ["bearerFormat"] = format,
        ["description"] = text,
    };
}
