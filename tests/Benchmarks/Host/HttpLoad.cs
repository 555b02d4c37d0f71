using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QNom.Benchmarks.Host;

/// <summary>
/// A client that costs next to nothing, so that a ratio of two servers is not a ratio of two clients: bare sockets,
/// requests in bundles, answers only counted. Every answer must be as long as the first.
/// </summary>
internal static class HttpLoad
{
    private const int Connections = 16;
    private const int Bundle = 8;

    /// <summary>Requests a second.</summary>
    public static async Task<double> RunAsync(Uri server, string path, TimeSpan period, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => Task.Run(() => ConnectAsync(server, path, clock, period, cancellationToken), cancellationToken)));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> ConnectAsync(Uri server, string path, Stopwatch clock, TimeSpan period, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        var request = $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n";
        var bundle = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, Bundle)));
        var buffer = new byte[64 * 1024];

        await socket.SendAsync(bundle.AsMemory(0, request.Length), cancellationToken);
        var length = await socket.ReceiveAsync(buffer, cancellationToken);
        var first = Encoding.ASCII.GetString(buffer, 0, length);
        if (!first.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !first.EndsWith("hello", StringComparison.Ordinal))
            throw new InvalidOperationException($"The server answered: {first}");

        var count = 0L;
        while (clock.Elapsed < period)
        {
            await socket.SendAsync(bundle, cancellationToken);
            for (var missing = length * Bundle; missing > 0;)
            {
                var received = await socket.ReceiveAsync(buffer, cancellationToken);
                if (received == 0)
                    throw new InvalidOperationException("The server closed the connection.");
                missing -= received;
            }

            count += Bundle;
        }

        return count;
    }
}
