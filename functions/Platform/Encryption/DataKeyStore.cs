using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Platform.Encryption;

/// <summary>A data key as it is stored: encrypted. Id and partition: its name. Never changed.</summary>
internal sealed record DataKeyDocument(string Id, string KeyId, string Schema, string Version, byte[] Key, DateTimeOffset CreatedAt)
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "data-key/1";
}

/// <summary>Owns the <c>data-keys</c> container.</summary>
public sealed class DataKeyStore(CosmosDatabase database)
{
    /// <summary>The container: point reads only, so nothing is indexed.</summary>
    public static ContainerDeclaration Declaration { get; } = new("data-keys", "/keyId", []);

    private readonly Container container = database.Container(Declaration);

    /// <summary>A key; null if there is none of that name.</summary>
    internal async Task<DataKeyDocument?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var document = (await container.FindAsync<DataKeyDocument>(keyId, keyId, cancellationToken))?.Document;
        if (document is not null)
            DocumentSchema.Require(document.Schema, DataKeyDocument.CurrentSchema);
        return document;
    }

    /// <summary>Adds a key; false if there is one of that name.</summary>
    internal async Task<bool> TryAddAsync(DataKeyDocument document, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateItemAsync(document, new PartitionKey(document.KeyId), cancellationToken: cancellationToken);
            return true;
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
