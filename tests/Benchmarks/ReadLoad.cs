using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QNom.Benchmarks;

/// <summary>
/// A closed model: each of many connections sends its next request when it has the answer to the last. Bare sockets, so
/// that the client costs little of what is measured. A client that gets an ETag and means to use it sends it from then on.
/// </summary>
/// <param name="Server">The server.</param>
/// <param name="Path">What is read.</param>
/// <param name="Conditional">Whether to send the last ETag, so that nearly every answer is a 304.</param>
internal sealed record ReadLoad(Uri Server, string Path, bool Conditional = false)
{
    /// <summary>So many connections.</summary>
    public const int Connections = 64;

    /// <summary>Requests a second. An answer that is neither 200 nor 304 ends the run.</summary>
    public async Task<double> RunAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections)
            .Select(_ => Task.Run(() => ConnectAsync(clock, period, cancellationToken), cancellationToken)));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private async Task<long> ConnectAsync(Stopwatch clock, TimeSpan period, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Server.Port, cancellationToken);
        var (request, buffer, count) = (Request(null), new byte[64 * 1024], 0L);
        for (; clock.Elapsed < period; count++)
        {
            await socket.SendAsync(request, cancellationToken);
            var (length, missing) = (0, -1);
            while (missing != 0)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                if (received == 0)
                    throw new InvalidOperationException("The server closed the connection.");
                length += received;
                missing = Missing(buffer.AsSpan(0, length));
            }

            // 200, with a new ETag: what was known has changed.
            if (Conditional && buffer[9] == (byte)'2')
                request = Request(ETag(buffer.AsSpan(0, length)));
        }

        return count;
    }

    private byte[] Request(string? etag) => Encoding.ASCII.GetBytes(
        $"GET {Path} HTTP/1.1\r\nHost: {Server.Authority}\r\n{(etag is null ? "" : $"If-None-Match: {etag}\r\n")}\r\n");

    // Bytes that are still to come; -1 while that is not known.
    private static int Missing(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return -1;
        if (answer.StartsWith("HTTP/1.1 304"u8))
            return 0;
        if (!answer.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException($"The server answered: {Encoding.ASCII.GetString(answer)}");
        return Utf8Parser.TryParse(Header(answer, "Content-Length: "u8), out int body, out _)
            ? end + 4 + body - answer.Length
            : throw new InvalidOperationException("The server did not say how long its answer is.");
    }

    private static string ETag(ReadOnlySpan<byte> answer)
    {
        var value = Header(answer, "ETag: "u8);
        return Encoding.ASCII.GetString(value[..value.IndexOf("\r\n"u8)]);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> name) =>
        answer[(answer.IndexOf(name) + name.Length)..];
}
