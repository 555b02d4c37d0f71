using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QNom.Platform;

namespace QNom.Partners.Webhooks.Addresses;

/// <summary>Finds the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>A name leads to an address that must not be called.</summary>
public sealed class ClosedAddressException() : IOException("The name leads to an address that is not public.");

/// <summary>
/// Connections to partners' endpoints. A name is resolved once, its addresses are checked, and the connection goes to an
/// address that was checked: a name that leads elsewhere a moment later (rebinding) leads nowhere. Nothing is followed, no
/// proxy is asked, no cookie is kept.
/// </summary>
public sealed class WebhookConnections(Settings settings, HostResolver resolve)
{
    private const int MostHeaderKilobytes = 16;
    private const int MostConnections = 20;

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    // A host that has moved is found again.
    private static readonly TimeSpan KeepOpen = TimeSpan.FromMinutes(2);

    /// <summary>A client for endpoints. Each request has a limit of its own.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
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
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The addresses of a host, all of which may be called.</summary>
    /// <exception cref="ClosedAddressException">One may not, or there is none.</exception>
    internal async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        return addresses.Length > 0 && Array.TrueForAll(addresses, IsOpen) ? addresses : throw new ClosedAddressException();
    }

    private bool IsOpen(IPAddress address) =>
        PublicAddress.IsPublic(address) || (settings.WebhooksToLoopback && IPAddress.IsLoopback(address));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
