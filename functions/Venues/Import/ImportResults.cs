using System.Text.Json;
using Azure.Storage.Blobs.Models;
using QNom.Platform;

namespace QNom.Venues.Import;

/// <summary>Stores reports of imports, in another container than the files: a result must not trigger an import.</summary>
public sealed class ImportResults(Blobs blobs)
{
    /// <summary>Where files are dropped.</summary>
    public static BlobContainerDeclaration Dropped { get; } = new("imports");

    /// <summary>Where the reports are, each as <c>hawker-centres/{file}.json</c>.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("import-results");

    /// <summary>Stores a report in place of the file's last one.</summary>
    public async Task SaveAsync(ImportReport report, CancellationToken cancellationToken) =>
        await blobs.Container(Declaration).GetBlobClient($"hawker-centres/{report.File}.json").UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(report, Json.Responses)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
            cancellationToken);
}
