using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Platform;

/// <summary>
/// In development, creates what the infrastructure creates in Azure; off unless a setting asks. It is done
/// before any other service starts, so before anything asks for these, under every host.
/// </summary>
public sealed partial class Startup(
    Settings settings,
    CosmosDatabase database,
    StorageQueues queues,
    Blobs blobs,
    IEnumerable<ContainerDeclaration> containers,
    IEnumerable<QueueDeclaration> queueDeclarations,
    IEnumerable<BlobContainerDeclaration> blobContainers,
    ILogger<Startup> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (settings.CreateResources)
        {
            await Task.WhenAll(
                [
                    database.CreateAsync(containers, cancellationToken),
                    .. queueDeclarations.Select(queue => queues.CreateAsync(queue.Name, cancellationToken)),
                    .. blobContainers.Select(container =>
                        blobs.Container(container).CreateIfNotExistsAsync(
                            container.IsPublic ? PublicAccessType.Blob : PublicAccessType.None, cancellationToken: cancellationToken)),
                ]);
            Log.ResourcesReady(logger);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Containers and queues are there.")]
        public static partial void ResourcesReady(ILogger logger);
    }
}
