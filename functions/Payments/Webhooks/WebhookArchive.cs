using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Primitives;
using QNom.Platform;

namespace QNom.Payments.Webhooks;

/// <summary>Owns the container of webhooks: each as it came, byte for byte, for as long as somebody may ask what was sent.</summary>
public sealed class WebhookArchive(Blobs blobs)
{
    /// <summary>The container. Private: a webhook may hold personal data of the payer.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("webhook-events");

    private const string IdOfSender = "id";

    private static readonly BlobRequestConditions New = new() { IfNoneMatch = ETag.All };

    private readonly BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>Stores a verified webhook; the same one again changes nothing.</summary>
    /// <returns>Where it is.</returns>
    public async Task<string> StoreAsync(string source, IncomingWebhook webhook, CancellationToken cancellationToken)
    {
        var id = webhook.Header(StandardWebhook.IdHeader);
        var name = $"{source}/{NameOf(id, webhook.Body.Span)}";
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(webhook.Body),
                new BlobUploadOptions
                {
                    Conditions = New,
                    HttpHeaders = new BlobHttpHeaders { ContentType = webhook.ContentType },
                    Metadata = id is null ? null : new Dictionary<string, string> { [IdOfSender] = id },
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Delivered before: it may have been stored and not enqueued, so it goes on like the first.
        }

        return name;
    }

    /// <summary>A stored webhook, with what of its headers tells what it says.</summary>
    public async Task<IncomingWebhook> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var found = (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value;
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (found.Details.Metadata.TryGetValue(IdOfSender, out var id))
            headers[StandardWebhook.IdHeader] = id;
        return new IncomingWebhook(found.Content.ToMemory(), headers, found.Details.ContentType ?? "");
    }

    // The same for every delivery of the same bytes under the same id.
    private static string NameOf(string? id, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
