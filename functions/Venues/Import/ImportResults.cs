using System.Text.Json;
using Azure.Storage.Blobs.Models;
using QNom.Platform;

namespace QNom.Venues.Import;

/// <summary>Stores reports of imports, in another container than the files: a result must not trigger an import.</summary>
public sealed class ImportResults(Blobs blobs)
{
    /// <summary>Where files are dropped.</summary>
    public static BlobContainerDeclaration Dropped { get; } = new("imports");

    /// <summary>Where the reports are, each as <c>{folder}/{file}.json</c>, by the folder that it was dropped in.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("import-results");

    /// <summary>Stores a report in place of the file's last one.</summary>
    public Task SaveAsync(ImportReport report, CancellationToken cancellationToken) =>
        SaveAsync($"hawker-centres/{report.File}.json", report, cancellationToken);

    /// <summary>Stores a report in place of the file's last one.</summary>
    public Task SaveAsync(ClosureReport report, CancellationToken cancellationToken) =>
        SaveAsync($"closures/{report.File}.json", report, cancellationToken);

    private async Task SaveAsync<T>(string blob, T report, CancellationToken cancellationToken) =>
        await blobs.Container(Declaration).GetBlobClient(blob).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(report, Json.Responses)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
            cancellationToken);
}
