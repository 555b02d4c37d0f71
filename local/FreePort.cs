using System.Net;
using System.Net.Sockets;

namespace QNom.Local;

/// <summary>A port for those who must know it before they listen on it.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago; on a busy machine somebody else may still be quicker.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
