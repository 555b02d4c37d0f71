using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QNom.Platform.Cosmos;
using QNom.Platform.Encryption;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Platform.Network;
using QNom.Platform.RateLimits;
using QNom.Platform.Telemetry;

namespace QNom.Platform;

/// <summary>Registers what every capability shares.</summary>
internal static class PlatformServices
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTelemetry(configuration)
            .AddSingleton(_ => Settings.From(configuration))
            .AddSingleton(Random.Shared)
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddSingleton<Blobs>()
            .AddSingleton<HostResolver>(Dns.GetHostAddressesAsync)
            .AddSingleton<PublicConnections>()
            .AddSingleton<IssuerKeys>()
            .AddSingleton<ICallerSource, TokenValidator>()
            .AddSingleton<CredentialKeys>()
            .AddSingleton<Pseudonyms>()
            .AddEncryption()
            .AddSingleton<RateLimiter>()
            .AddSingleton(RateCountStore.Declaration)
            .AddSingleton<RateCountStore>()
            .AddSingleton<SharedCounts>()
            .AddSingleton<RateGuard>()
            .AddSingleton<Clients>()
            .AddSingleton(IdempotencyStore.Declaration)
            .AddSingleton<IdempotencyStore>()
            .AddSingleton<FirstAnswers>()
            .AddHostedService<Startup>();
    }
}
