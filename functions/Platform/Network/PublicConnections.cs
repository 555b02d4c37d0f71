using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace QNom.Platform.Network;

/// <summary>Finds the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>A name leads to an address that must not be called.</summary>
public sealed class ClosedAddressException() : IOException("The name leads to an address that is not public.");

/// <summary>
/// Connections to addresses that someone gave us, which must not reach into a network of ours (server-side request forgery).
/// A name is resolved once, its addresses are checked, and the connection goes to an address that was checked: a name that
/// leads elsewhere a moment later (rebinding) leads nowhere. Nothing is followed, no proxy is asked, no cookie is kept.
/// </summary>
public sealed class PublicConnections(HostResolver resolve)
{
    private const int MostHeaderKilobytes = 16;
    private const int MostConnections = 20;

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    // A host that has moved is found again.
    private static readonly TimeSpan KeepOpen = TimeSpan.FromMinutes(2);

    /// <summary>A client for such addresses.</summary>
    /// <param name="patience">How long a request may take; infinite for who limits each himself.</param>
    /// <param name="toLoopback">Whether this machine may be called as well: in development.</param>
    public HttpClient Client(TimeSpan patience, bool toLoopback = false) => new(new SocketsHttpHandler
    {
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, toLoopback, cancellationToken),
        ConnectTimeout = ConnectWithin,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = MostHeaderKilobytes,
        MaxConnectionsPerServer = MostConnections,
        PooledConnectionLifetime = KeepOpen,
        // What is not read of an answer is not waited for.
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    })
    { Timeout = patience };

    /// <summary>The addresses of a host, all of which may be called.</summary>
    /// <exception cref="ClosedAddressException">One may not, or there is none.</exception>
    internal async Task<IPAddress[]> AddressesAsync(string host, bool toLoopback, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        return addresses.Length > 0 && Array.TrueForAll(addresses, IsOpen) ? addresses : throw new ClosedAddressException();

        bool IsOpen(IPAddress address) => PublicAddress.IsPublic(address) || (toLoopback && IPAddress.IsLoopback(address));
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool toLoopback, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(to.Host, toLoopback, cancellationToken);
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
