using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Identity;
using QNom.Platform.OpenApi;

namespace QNom.Devices;

/// <summary>Registers devices' tokens.</summary>
internal static class DeviceServices
{
    private static readonly ApiSection Section = new("Devices", "For people who never sign up.",
    [
        new Endpoint(nameof(DeviceFunctions.RegisterDevice), "Register a device")
        {
            Answer = Answer.Uncached(201, "The token, which is shown this once.", Content.Written(new DeviceToken(
                "qd_" + new string('x', 75), new DateTimeOffset(2027, 5, 24, 4, 0, 0, TimeSpan.Zero)))),
        },
    ]);

    public static IServiceCollection AddDevices(this IServiceCollection services) => services
        .AddSingleton(Section)
        .AddSingleton<DeviceTokens>()
        .AddSingleton<ICallerSource>(provider => provider.GetRequiredService<DeviceTokens>());
}
