using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Blobs;

/// <summary>One version of a blob as a function sees it.</summary>
/// <param name="blob">The blob.</param>
/// <param name="properties">The properties of the version that triggered; content of any other version is not read.</param>
/// <param name="names">The texts behind the names in the pattern.</param>
internal sealed class BlobInput(BlobClient blob, BlobProperties properties, IReadOnlyDictionary<string, string> names)
    : TriggerInput, IAsyncDisposable
{
    private IReadOnlyDictionary<string, object?>? data;
    private Stream? opened;

    public override IReadOnlyDictionary<string, object?> BindingData => data ??= ReadData();

    public override async ValueTask<object?> ReadAsync(Type type, CancellationToken cancellationToken)
    {
        if (type == typeof(BlobClient))
            return blob;

        var options = new BlobDownloadOptions { Conditions = new() { IfMatch = properties.ETag } };
        if (type == typeof(Stream))
            return opened = (await blob.DownloadStreamingAsync(options, cancellationToken)).Value.Content;

        return (await blob.DownloadContentAsync(options, cancellationToken)).Value.Content.ToString();
    }

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? default;

    private Dictionary<string, object?> ReadData()
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = $"{blob.BlobContainerName}/{blob.Name}",
            ["Uri"] = JsonSerializer.Serialize(blob.Uri),
            ["Properties"] = JsonSerializer.Serialize(properties),
            ["Metadata"] = JsonSerializer.Serialize(properties.Metadata),
        };
        foreach (var (name, value) in names)
            values[name] = value;

        return values;
    }
}
