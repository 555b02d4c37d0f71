using Microsoft.Extensions.Hosting;
using QNom.Platform;

namespace QNom.Venues.Seed;

/// <summary>Seeds when the app starts, if <c>QNOM_SEED</c> asks for it; after the platform has created the containers.</summary>
internal sealed class SeedAtStart(Settings settings, VenueSeed seed) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        settings.Seed ? seed.RunAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
