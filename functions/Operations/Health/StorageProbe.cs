using QNom.Platform;
using QNom.Platform.Messaging;

namespace QNom.Operations.Health;

/// <summary>Whether Storage answers, and holds what the app needs.</summary>
public sealed class StorageProbe(
    StorageQueues queues,
    Blobs blobs,
    IEnumerable<QueueDeclaration> queueDeclarations,
    IEnumerable<BlobContainerDeclaration> containers)
{
    /// <summary>Looks for every queue.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public Task QueuesAsync(CancellationToken cancellationToken) => RequireAsync(
        queueDeclarations.Select(async queue => await queues.ExistsAsync(queue.Name, cancellationToken)));

    /// <summary>Looks for every blob container.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public Task FilesAsync(CancellationToken cancellationToken) => RequireAsync(
        containers.Select(async container => (bool)await blobs.Container(container).ExistsAsync(cancellationToken)));

    private static async Task RequireAsync(IEnumerable<Task<bool>> found)
    {
        if ((await Task.WhenAll(found)).Contains(false))
            throw new InvalidOperationException("Something that the infrastructure creates is missing.");
    }
}
