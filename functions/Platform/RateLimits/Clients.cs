using System.IO.Hashing;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.RateLimits;

/// <summary>
/// Tells callers and client addresses apart by numbers that mean nothing outside of this process: hashes with a random
/// seed. An address is never kept, stored or logged.
/// </summary>
public sealed class Clients(Settings settings)
{
    // A subscriber of IPv6 has at least a /64 for itself (RFC 6177), so that is what one client is.
    private const int NetworkLength = 8;

    private readonly long seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>A caller's number.</summary>
    public ulong Of(Caller caller) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(caller.Subject.AsSpan()), seed);

    /// <summary>
    /// A client address's number. Behind Azure's front end the address is the last hop of <c>X-Forwarded-For</c>, which the
    /// front end itself wrote; whatever stands before it anyone can write. Requests without a known address share one.
    /// </summary>
    public ulong Of(HttpRequest request)
    {
        Span<byte> bytes = stackalloc byte[16];
        return AddressOf(request) is { } address ? XxHash3.HashToUInt64(Significant(address, bytes), seed) : 0;
    }

    /// <summary>
    /// A client's network as a text, to be made a pseudonym of at once; null if it is not known, or is this machine and so
    /// everybody's.
    /// </summary>
    public string? NetworkOf(HttpRequest request)
    {
        Span<byte> bytes = stackalloc byte[16];
        return AddressOf(request) is { } address && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(Significant(address, bytes))
            : null;
    }

    private IPAddress? AddressOf(HttpRequest request) => settings.BehindFrontEnd
        ? Parse(request.Headers["X-Forwarded-For"].ToString())
        : request.HttpContext.Connection.RemoteIpAddress;

    private static ReadOnlySpan<byte> Significant(IPAddress address, Span<byte> bytes)
    {
        address.TryWriteBytes(bytes, out var length);
        var isSixth = address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6;
        // IPv4 written as IPv6 has its four bytes at the end.
        return isSixth ? bytes[..NetworkLength] : bytes[(length - 4)..length];
    }

    // The front end writes address and port.
    private static IPAddress? Parse(string forwarded)
    {
        var last = forwarded.AsSpan(forwarded.LastIndexOf(',') + 1).Trim();
        return IPAddress.TryParse(last, out var address) ? address
            : IPEndPoint.TryParse(last, out var endpoint) ? endpoint.Address
            : null;
    }
}
