using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using QNom.Platform;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Owns the container of webhooks: each as it came, byte for byte, for as long as somebody may ask what was sent. One that came
/// alone is a blob of its own; those that came together are the parts of a <c>multipart/mixed</c> blob (RFC 2046).
/// </summary>
public sealed class WebhookArchive(Blobs blobs)
{
    /// <summary>The container. Private: a webhook may hold personal data of the payer.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("webhook-events");

    private const string IdOfSender = "id", Together = "together", Boundary = "boundary";

    private static readonly BlobRequestConditions New = new() { IfNoneMatch = ETag.All };

    private readonly BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>The blob of webhooks of one sender: the same for every delivery of the same bytes under the same ids.</summary>
    public static string NameOf(string source, IReadOnlyList<IncomingWebhook> webhooks)
    {
        var hash = HashOf(webhooks);
        return webhooks.Count == 1 ? $"{source}/{hash}" : $"{source}/{Together}/{hash}";
    }

    /// <summary>Stores verified webhooks in their blob; the same ones again change nothing.</summary>
    public Task StoreAsync(string name, IReadOnlyList<IncomingWebhook> webhooks, CancellationToken cancellationToken) =>
        webhooks is [var alone] ? StoreAloneAsync(name, alone, cancellationToken) : StoreTogetherAsync(name, webhooks, cancellationToken);

    /// <summary>The webhooks of a blob, with what of their headers tells what they say; null if there is no such blob.</summary>
    public async Task<IReadOnlyList<IncomingWebhook>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult found;
        try
        {
            found = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }

        return found.Details.Metadata.TryGetValue(Boundary, out var boundary)
            ? await PartsAsync(boundary, found.Content, cancellationToken)
            : [new IncomingWebhook(found.Content.ToMemory(), Headers(found.Details.Metadata.TryGetValue(IdOfSender, out var id) ? id : null), found.Details.ContentType ?? "")];
    }

    private Task StoreAloneAsync(string name, IncomingWebhook webhook, CancellationToken cancellationToken)
    {
        var id = webhook.Header(StandardWebhook.IdHeader);
        return UploadAsync(
            name, BinaryData.FromBytes(webhook.Body), webhook.ContentType, id is null ? null : (IdOfSender, id), cancellationToken);
    }

    private async Task StoreTogetherAsync(string name, IReadOnlyList<IncomingWebhook> webhooks, CancellationToken cancellationToken)
    {
        // The hash of all that is in it, and therefore in none of the bodies.
        var boundary = name[(name.LastIndexOf('/') + 1)..];
        using var parts = new MultipartContent("mixed", boundary);
        foreach (var webhook in webhooks)
        {
            var part = new ReadOnlyMemoryContent(webhook.Body);
            part.Headers.TryAddWithoutValidation(HeaderNames.ContentType, webhook.ContentType);
            if (webhook.Header(StandardWebhook.IdHeader) is { } id)
                part.Headers.TryAddWithoutValidation(StandardWebhook.IdHeader, id);
            parts.Add(part);
        }

        await UploadAsync(
            name, BinaryData.FromBytes(await parts.ReadAsByteArrayAsync(cancellationToken)),
            parts.Headers.ContentType!.ToString(), (Boundary, boundary), cancellationToken);
    }

    private async Task UploadAsync(
        string name, BinaryData content, string type, (string Name, string Value)? metadata, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = New,
                    HttpHeaders = new BlobHttpHeaders { ContentType = type },
                    Metadata = metadata is var (key, value) ? new Dictionary<string, string> { [key] = value } : null,
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Delivered before: it may have been stored and not enqueued, so it goes on like the first.
        }
    }

    private static async Task<IReadOnlyList<IncomingWebhook>> PartsAsync(string boundary, BinaryData content, CancellationToken cancellationToken)
    {
        var webhooks = new List<IncomingWebhook>();
        var parts = new MultipartReader(boundary, content.ToStream());
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            using var body = new MemoryStream();
            await part.Body.CopyToAsync(body, cancellationToken);
            webhooks.Add(new IncomingWebhook(
                body.ToArray(), Headers(part.Headers!.TryGetValue(StandardWebhook.IdHeader, out var id) ? id.ToString() : null), part.ContentType ?? ""));
        }

        return webhooks;
    }

    private static Dictionary<string, StringValues> Headers(string? id)
    {
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (id is not null)
            headers[StandardWebhook.IdHeader] = id;
        return headers;
    }

    private static string HashOf(IReadOnlyList<IncomingWebhook> webhooks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var webhook in webhooks)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{webhook.Header(StandardWebhook.IdHeader)}\n"));
            hash.AppendData(webhook.Body.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
