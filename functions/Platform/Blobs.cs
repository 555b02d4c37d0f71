using Azure.Identity;
using Azure.Storage.Blobs;

namespace QNom.Platform;

/// <summary>A blob container as the capability that owns it declares it.</summary>
/// <param name="Name">The container's name.</param>
public sealed record BlobContainerDeclaration(string Name);

/// <summary>The app's Blob Storage.</summary>
public sealed class Blobs(Settings settings)
{
    private readonly BlobServiceClient service = settings.StorageConnection is { } connection
        ? new BlobServiceClient(connection)
        : new BlobServiceClient(settings.StorageBlobs, new DefaultAzureCredential());

    /// <summary>A container.</summary>
    public BlobContainerClient Container(BlobContainerDeclaration declaration) =>
        service.GetBlobContainerClient(declaration.Name);
}
