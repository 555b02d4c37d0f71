using System.Globalization;
using Microsoft.AspNetCore.Http;
using QNom.Devices;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.RateLimits;

namespace QNom.Queues;

/// <summary>Who sends a report, and from where as far as the request shows it. It never leaves the process.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Network">The client's network; null if it is not known.</param>
/// <param name="Device">The device, as its token names it; null if it is not known.</param>
public sealed record ReportSender(Caller Caller, string? Network = null, string? Device = null);

/// <summary>
/// Marks by which the rules of trust see that reports come from one network or one device. A mark is a keyed hash of 32 bits
/// that is another at every venue and on every day, so it says nothing about a person and cannot be followed.
/// </summary>
public sealed class ReportOrigins(Clients clients, DeviceTokens devices, Pseudonyms pseudonyms)
{
    /// <summary>With a diner's token: the token of the device that the diner's app runs on.</summary>
    public const string DeviceHeader = "Device-Token";

    /// <summary>Who sends a request, and from where.</summary>
    /// <exception cref="ProblemException">400: the token of the device is none of ours, or has expired.</exception>
    public async Task<ReportSender> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var device = caller.Kind == CallerKind.Device ? caller.Subject : null;
        if (request.Headers[DeviceHeader] is [{ } token])
        {
            device = token.StartsWith(devices.Prefix, StringComparison.Ordinal)
                && await devices.IdentifyAsync(token, cancellationToken) is { } known ? known.Subject : throw NoDevice();
        }

        return new ReportSender(caller, clients.NetworkOf(request), device);
    }

    /// <summary>The marks of a sender at a venue; 0 where nothing is known.</summary>
    public (uint Network, uint Device) MarksOf(ReportSender sender, string venueId, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(SingaporeTime.Local(now)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return (Mark("network", sender.Network), Mark("device", sender.Device));

        uint Mark(string kind, string? what) => what is null ? 0 : pseudonyms.Mark($"{kind}\n{venueId}\n{day}\n{what}");
    }

    /// <summary>400: the token of the device is none of ours, or has expired.</summary>
    internal static ProblemException NoDevice() =>
        Problems.Invalid(DeviceHeader, "must be a token of POST /devices that has not expired");
}
