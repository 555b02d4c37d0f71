using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Platform;

/// <summary>
/// In development, creates what the infrastructure creates in Azure; off unless a setting asks. Functions are triggered
/// only when it is done, since hosts start services before listeners.
/// </summary>
public sealed partial class Startup(
    Settings settings,
    CosmosDatabase database,
    StorageQueues queues,
    Blobs blobs,
    IEnumerable<ContainerDeclaration> containers,
    IEnumerable<QueueDeclaration> queueDeclarations,
    IEnumerable<BlobContainerDeclaration> blobContainers,
    ILogger<Startup> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.CreateResources)
        {
            await Task.WhenAll(
                [
                    database.CreateAsync(containers, cancellationToken),
                    .. queueDeclarations.Select(queue => queues.CreateAsync(queue.Name, cancellationToken)),
                    .. blobContainers.Select(container =>
                        blobs.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
                ]);
            Log.ResourcesReady(logger);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Containers and queues are there.")]
        public static partial void ResourcesReady(ILogger logger);
    }
}
