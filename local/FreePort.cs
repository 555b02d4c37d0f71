using System.Net;
using System.Net.Sockets;

namespace QNom.Local;

/// <summary>Ports of this machine's loopback address, as they were a moment ago; somebody else may be quicker.</summary>
public static class FreePort
{
    /// <summary>A free port, for those who must know it before they listen on it.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether somebody listens on this port; nobody ever does on 0.</summary>
    public static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }
}
