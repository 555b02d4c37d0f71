using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Partners;

/// <summary>A partner after a change, with the keys that change with it.</summary>
internal sealed record PartnerChange(Partner Partner, IReadOnlyList<ApiKeyDocument> Keys);

/// <summary>Owns the <c>partners</c> container.</summary>
public sealed class PartnerStore(CosmosDatabase database)
{
    /// <summary>The container: ids, by which it is read, are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("partners", "/partnerId", []);

    // Operators work by hand; ten of them at once on one partner do not happen.
    private const int Attempts = 10;

    private readonly Container container = database.Container(Declaration);

    /// <summary>A partner: one point read. Null if there is none.</summary>
    public async Task<Stored<Partner>?> FindAsync(string partnerId, CancellationToken cancellationToken) =>
        Known(await container.FindAsync<Partner>(Partner.DocumentId, partnerId, cancellationToken), found => found.Schema, Partner.CurrentSchema);

    /// <summary>A key: one point read. Null if there is none.</summary>
    public async Task<Stored<ApiKeyDocument>?> FindKeyAsync(string partnerId, string keyId, CancellationToken cancellationToken) =>
        Known(
            await container.FindAsync<ApiKeyDocument>(ApiKeyDocument.IdOf(keyId), partnerId, cancellationToken),
            found => found.Schema, ApiKeyDocument.CurrentSchema);

    /// <summary>All keys of a partner, revoked ones too: one query in its partition.</summary>
    public async Task<IReadOnlyList<ApiKeyDocument>> ListKeysAsync(string partnerId, CancellationToken cancellationToken)
    {
        // ';' is the character after ':'.
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > 'key:' AND c.id < 'key;' ORDER BY c.id");
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partnerId) };
        var keys = await container.QueryAsync<ApiKeyDocument>(query, options, cancellationToken).ToListAsync(cancellationToken);
        keys.ForEach(key => DocumentSchema.Require(key.Schema, ApiKeyDocument.CurrentSchema));
        return keys;
    }

    /// <summary>Cards of partners in the order of their ids: one query in the list's partition.</summary>
    internal async Task<IReadOnlyList<PartnerCard>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after ORDER BY c.id").WithParameter("@after", after ?? "");
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(PartnerCard.Partition), MaxItemCount = limit };
        return await container.QueryAsync<PartnerCard>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Creates a partner and then its card; what is there already stays as it is.</summary>
    public async Task CreateAsync(Partner partner, CancellationToken cancellationToken)
    {
        await AddAsync(partner, partner.PartnerId, cancellationToken);
        await AddAsync(
            new PartnerCard(partner.PartnerId, PartnerCard.Partition, PartnerCard.CurrentSchema, partner.Name, partner.CreatedAt),
            PartnerCard.Partition, cancellationToken);
    }

    /// <summary>Changes a partner and keys of it in one batch, all or nothing, under the partner's ETag.</summary>
    /// <param name="partnerId">Which.</param>
    /// <param name="change">
    /// Gets the partner as it is and all its keys, and gives what to store; null to leave all as it is. Called again when
    /// someone else was faster.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The partner as it is now; null if there is none.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time.</exception>
    internal async Task<Partner?> ChangeAsync(
        string partnerId, Func<Partner, IReadOnlyList<ApiKeyDocument>, PartnerChange?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(partnerId, cancellationToken) is not { } stored)
                return null;
            if (change(stored.Document, await ListKeysAsync(partnerId, cancellationToken)) is not { } next)
                return stored.Document;
            var partner = next.Partner with { Revision = stored.Document.Revision + 1 };
            if (await TryCommitAsync(partner, stored.ETag, next.Keys, cancellationToken))
                return partner;
        }

        throw new TimeoutException($"A partner changed under each of {Attempts} attempts.");
    }

    /// <summary>Notes the day on which a key was last used; a key that is gone is left gone.</summary>
    public async Task NoteUseAsync(ApiKeyDocument key, DateOnly day, CancellationToken cancellationToken)
    {
        using var response = await container.PatchItemStreamAsync(
            key.Id, new PartitionKey(key.PartnerId), [PatchOperation.Set("/lastUsedOn", day)], cancellationToken: cancellationToken);
    }

    /// <summary>Which partners someone is said to be a member of, or to act for a venue: one point read.</summary>
    internal async Task<Stored<Membership>?> FindMembershipAsync(string partition, CancellationToken cancellationToken) =>
        Known(
            await container.FindAsync<Membership>(Membership.DocumentId, partition, cancellationToken),
            found => found.Schema, Membership.CurrentSchema);

    /// <summary>Stores a membership under the ETag it was read with; false if someone else was faster.</summary>
    internal async Task<bool> TrySaveAsync(Membership membership, string? etag, CancellationToken cancellationToken)
    {
        if (etag is null)
            return await AddAsync(membership, membership.PartnerId, cancellationToken);
        using var batch = await container.CreateTransactionalBatch(new PartitionKey(membership.PartnerId))
            .ReplaceItem(membership.Id, membership, new() { IfMatchEtag = etag }).ExecuteAsync(cancellationToken);
        return Succeeded(batch);
    }

    /// <summary>A sensor by its id alone: one point read.</summary>
    internal async Task<SensorCard?> FindSensorAsync(string sensorId, CancellationToken cancellationToken) =>
        Known(
            await container.FindAsync<SensorCard>(SensorCard.DocumentId, SensorCard.PartitionOf(sensorId), cancellationToken),
            found => found.Schema, SensorCard.CurrentSchema)?.Document;

    /// <summary>Adds a sensor's card; false, and nothing is touched, if there is one.</summary>
    internal Task<bool> AddAsync(SensorCard sensor, CancellationToken cancellationToken) =>
        AddAsync(sensor, sensor.PartnerId, cancellationToken);

    /// <summary>Removes a sensor's card.</summary>
    internal Task RemoveSensorAsync(string sensorId, CancellationToken cancellationToken) =>
        container.DeleteIfThereAsync(SensorCard.DocumentId, SensorCard.PartitionOf(sensorId), cancellationToken);

    private async Task<bool> TryCommitAsync(
        Partner partner, string etag, IReadOnlyList<ApiKeyDocument> keys, CancellationToken cancellationToken)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(partner.PartnerId))
            .ReplaceItem(partner.Id, partner, new() { IfMatchEtag = etag });
        foreach (var key in keys)
            batch = batch.UpsertItem(key);
        using var response = await batch.ExecuteAsync(cancellationToken);
        return Succeeded(response);
    }

    private async Task<bool> AddAsync<T>(T document, string partition, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateItemAsync(document, new PartitionKey(partition), cancellationToken: cancellationToken);
            return true;
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private static bool Succeeded(TransactionalBatchResponse response)
    {
        if (response.IsSuccessStatusCode)
            return true;
        if (response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
            return false;
        throw response.ToException();
    }

    private static Stored<T>? Known<T>(Stored<T>? stored, Func<T, string> schema, string expected)
    {
        if (stored is not null)
            DocumentSchema.Require(schema(stored.Document), expected);
        return stored;
    }
}
