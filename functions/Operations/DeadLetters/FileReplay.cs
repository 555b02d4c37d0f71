using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Operations.DeadLetters;

/// <summary>
/// Has a dropped file handled again. No queue of ours leads to its function, but every new version of a file does: so the
/// same bytes are written again.
/// </summary>
public sealed class FileReplay(Blobs blobs)
{
    /// <summary>Writes the file again, if it is still the version that failed.</summary>
    /// <exception cref="ProblemException">409: it is not.</exception>
    internal async Task RunAsync(BlobPoisonMessage file, CancellationToken cancellationToken)
    {
        var blob = blobs.Container(new BlobContainerDeclaration(file.ContainerName)).GetBlobClient(file.BlobName);
        var unchanged = new BlobRequestConditions { IfMatch = new ETag(file.ETag) };
        try
        {
            BlobDownloadResult current = await blob.DownloadContentAsync(
                new BlobDownloadOptions { Conditions = unchanged }, cancellationToken);
            var options = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders
                {
                    ContentType = current.Details.ContentType,
                    ContentEncoding = current.Details.ContentEncoding,
                },
                Metadata = current.Details.Metadata,
                Conditions = unchanged,
            };
            await blob.UploadAsync(current.Content, options, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            throw Gone();
        }
    }

    /// <summary>409.</summary>
    internal static ProblemException Gone() => new(
        StatusCodes.Status409Conflict, "file-changed", "The file is no longer the one that failed.",
        "It was deleted or written again since; a newer version is handled on its own.");
}
