using System.Text.Json;
using Azure.Storage.Blobs.Models;
using QNom.Platform;

namespace QNom.Operations.DeadLetters;

/// <summary>
/// Owns the <c>failures</c> blobs: how the last attempt at a message ended, until the message succeeds or is set aside.
/// In blobs, because what most often makes messages fail is the database, and without Storage there are no messages.
/// </summary>
public sealed class FailureStore(Blobs blobs)
{
    /// <summary>The container: <c>{hash of the message's text}/{message id}</c>.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("failures");

    private readonly Azure.Storage.Blobs.BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>Records how an attempt ended, in place of the one before.</summary>
    internal Task RecordAsync(FailureKey key, Failure failure, CancellationToken cancellationToken) =>
        container.GetBlobClient(key.Name).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(failure, Json.Documents)), overwrite: true, cancellationToken);

    /// <summary>A failure of the subject, with its name; null if none is recorded.</summary>
    /// <param name="subject">See <see cref="FailureKey.SubjectOf"/>.</param>
    /// <param name="id">How the key's id begins; empty for any.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    internal async Task<(string Name, Failure Failure)?> FindAsync(
        string subject, string id, CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{subject}/{id}", cancellationToken))
        {
            BlobDownloadResult content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            return (blob.Name, JsonSerializer.Deserialize<Failure>(content.Content, Json.Documents)!);
        }

        return null;
    }

    /// <summary>Forgets a failure, if it is recorded.</summary>
    internal Task ForgetAsync(string name, CancellationToken cancellationToken) =>
        container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
}
