using System.Net;
using System.Net.Sockets;

namespace QNom.Platform.Network;

/// <summary>
/// Which addresses anyone on the internet could reach, and so may be called for others. All else is refused: our own
/// machine and network, the cloud's metadata and wire servers, and what leads there in disguise. Sources: IANA's registries of
/// special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its updates).
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] ClosedOfFour =
    [
        Network("0.0.0.0/8"), // this network
        Network("10.0.0.0/8"), Network("172.16.0.0/12"), Network("192.168.0.0/16"), // private
        Network("100.64.0.0/10"), // shared by carriers
        Network("127.0.0.0/8"), // this machine
        Network("169.254.0.0/16"), // link-local, and the metadata of every cloud
        Network("168.63.129.16/32"), // Azure's wire server: an address like a public one, and only from inside
        Network("192.0.0.0/24"), // protocol assignments
        Network("192.0.2.0/24"), Network("198.51.100.0/24"), Network("203.0.113.0/24"), // documentation
        Network("192.88.99.0/24"), // relays of 6to4
        Network("198.18.0.0/15"), // benchmarks
        Network("224.0.0.0/4"), // multicast
        Network("240.0.0.0/4"), // reserved, and broadcast
    ];

    // What is not in here is not routed, special, or has an IPv4 address in it (mapped, compatible, NAT64).
    private static readonly IPNetwork GlobalOfSix = Network("2000::/3");

    private static readonly IPNetwork[] ClosedOfSix =
    [
        Network("2001::/23"), // protocol assignments: Teredo, benchmarks, ORCHID
        Network("2001:db8::/32"), Network("3fff::/20"), // documentation
        Network("2002::/16"), // 6to4: an IPv4 address in disguise
    ];

    /// <summary>Whether anyone could reach an address.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(ClosedOfFour, network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => GlobalOfSix.Contains(address) && !Array.Exists(ClosedOfSix, network => network.Contains(address)),
            _ => false,
        };
    }

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);
}
