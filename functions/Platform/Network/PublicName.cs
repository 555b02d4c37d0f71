namespace QNom.Platform.Network;

/// <summary>
/// Which names can mean something everywhere. This is for clear errors: what is called is decided when a connection is made,
/// by <see cref="PublicConnections"/>, whatever a name led to before.
/// </summary>
public static class PublicName
{
    // Names that only resolvers of a private network know (RFC 6761, RFC 6762, and ICANN's reservation of "internal").
    private static readonly string[] PrivateEndings =
        [".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".test", ".invalid"];

    /// <summary>Whether the host of a URL is a name, and one that not only some network knows.</summary>
    public static bool IsPublic(Uri url) =>
        url.HostNameType == UriHostNameType.Dns
        && url.IdnHost.TrimEnd('.') is var host
        && host.Contains('.', StringComparison.Ordinal)
        && !PrivateEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
