using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Platform;

/// <summary>A blob container as the capability that owns it declares it.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="IsPublic">Whether anyone may read a blob whose name he knows.</param>
public sealed record BlobContainerDeclaration(string Name, bool IsPublic = false);

/// <summary>By what functions are told of new blobs.</summary>
public static class BlobNotices
{
    /// <summary>
    /// Event Grid, the only one that Flex Consumption knows. Core Tools on one machine have no Event Grid: published with
    /// <c>-p:BlobNotices=scan</c> they look through the containers, as the host in <c>local/</c> always does.
    /// </summary>
#if SCAN_FOR_BLOBS
    public const BlobTriggerSource Source = BlobTriggerSource.LogsAndContainerScan;
#else
    public const BlobTriggerSource Source = BlobTriggerSource.EventGrid;
#endif
}

/// <summary>The app's Blob Storage.</summary>
public sealed class Blobs
{
    // So much longer than the first address it signs does a delegation key last: most addresses need no new one.
    private static readonly TimeSpan KeyIsUsedFor = TimeSpan.FromHours(1);

    private readonly Lazy<BlobServiceClient> service;
    private UserDelegationKey? signing;

    /// <summary>Prepares the client; nothing is sent until the first use.</summary>
    public Blobs(Settings settings)
        : this(() => settings.StorageConnection is { } connection
            ? new BlobServiceClient(connection, StoragePatience.Limit(new BlobClientOptions()))
            : new BlobServiceClient(settings.StorageBlobs, new DefaultAzureCredential(), StoragePatience.Limit(new BlobClientOptions())))
    {
    }

    internal Blobs(Func<BlobServiceClient> connect) => service = new(connect);

    /// <summary>A container.</summary>
    public BlobContainerClient Container(BlobContainerDeclaration declaration) =>
        service.Value.GetBlobContainerClient(declaration.Name);

    /// <summary>
    /// Signs an address under which anyone may do something with one blob until a time: with the account's key where there is
    /// one, as in an emulator, else with a key that Storage gives the app's identity (a user delegation SAS).
    /// </summary>
    public async Task<Uri> SignAsync(
        BlobClient blob, BlobSasPermissions permissions, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var grant = new BlobSasBuilder(permissions, until)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(grant);
        var key = await KeyAsync(until, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = grant.ToSasQueryParameters(key, service.Value.AccountName) }.ToUri();
    }

    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (signing is { } known && known.SignedExpiresOn >= until)
            return known;
        // Two that ask at once get a key each, and either is good.
        var options = new BlobGetUserDelegationKeyOptions(until + KeyIsUsedFor);
        return signing = await service.Value.GetUserDelegationKeyAsync(options, cancellationToken);
    }
}
