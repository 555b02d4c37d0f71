using System.Net;
using System.Net.Sockets;

namespace QNom.Diners.Notifications;

/// <summary>
/// Connects to public addresses alone, whatever a name leads to at that moment: an address that someone gave us must not
/// reach into a network of ours (server-side request forgery), not even by a name that changes after it was checked.
/// </summary>
public static class PublicNetwork
{
    // IANA's special-purpose registries of IPv4 and IPv6: everything that is not reachable from everywhere, and what wraps it.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether an address is reachable from everywhere.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !NotPublic.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>A client that follows no redirect, uses no proxy and connects to public addresses alone.</summary>
    public static HttpClient CreateClient() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectTimeout = Patience,
            // So that a name that leads elsewhere by now is looked up again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
        },
        disposeHandler: true)
    {
        Timeout = Patience,
    };

    /// <summary>Connects to the first public address of a name.</summary>
    /// <exception cref="HttpRequestException">It has none.</exception>
    internal static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellationToken)
    {
        var addresses = (await Dns.GetHostAddressesAsync(to.Host, cancellationToken)).Where(IsPublic).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The name leads to no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
