using System.Net;
using QNom.Platform.Network;

namespace QNom.Partners.Webhooks;

/// <summary>
/// What the address of an endpoint may look like. This is for clear errors: what is called is decided when a connection is
/// made, by <see cref="PublicConnections"/>, whatever a name led to before.
/// </summary>
public static class WebhookUrl
{
    /// <summary>The longest address.</summary>
    public const int Longest = 500;

    private const int FirstFreePort = 1024;

    /// <summary>What is wrong with an address; null for nothing.</summary>
    /// <param name="text">The address.</param>
    /// <param name="toLoopback">Whether this machine may be called, and without TLS: in development.</param>
    public static string? Fault(string? text, bool toLoopback)
    {
        if (text is not { Length: > 0 and <= Longest } || !Uri.TryCreate(text, UriKind.Absolute, out var url) || !url.IsWellFormedOriginalString())
            return $"must be an absolute URL of at most {Longest} characters";
        if (toLoopback && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp && url.UserInfo.Length == 0)
            return null;
        if (url.Scheme != Uri.UriSchemeHttps)
            return "must start with https://";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "must have neither a user nor a fragment";
        if (!url.IsDefaultPort && url.Port < FirstFreePort)
            return $"must have port 443, or one from {FirstFreePort}";
        return IsPublic(url) || (toLoopback && url.IsLoopback) ? null : "must lead to a host that is public on the internet";
    }

    private static bool IsPublic(Uri url) => url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        ? PublicAddress.IsPublic(IPAddress.Parse(url.DnsSafeHost))
        : PublicName.IsPublic(url);
}
