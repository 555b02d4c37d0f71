using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Venues;

/// <summary>A site and the cards of its stalls, in the order of their ids.</summary>
public sealed record SiteBoard(SiteDocument Site, IReadOnlyList<StallCard> Stalls);

/// <summary>Which sites a list is about; null means all.</summary>
public sealed record SiteFilter(SiteStatus? Status, int? District);

/// <summary>Owns the <c>sites</c> container. Every query stays within one partition.</summary>
public sealed class SiteStore(CosmosDatabase database)
{
    /// <summary>The container. Cards are filtered by status and district; ids are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("sites", "/siteId", ["/status/?", "/district/?"]);

    // What the service gives in one page at most.
    private const int LargestPage = 1000;

    private readonly Container container = database.Container(Declaration);

    /// <summary>A site with its stalls: one query in the site's partition. Null if there is no such site.</summary>
    public async Task<SiteBoard?> FindBoardAsync(string siteId, CancellationToken cancellationToken)
    {
        SiteDocument? site = null;
        var stalls = new List<StallCard>();
        var query = new QueryDefinition("SELECT * FROM c");
        await foreach (var item in container.QueryAsync<JsonElement>(query, Within(siteId), cancellationToken))
        {
            if (item.GetProperty("id").ValueEquals(SiteDocument.DocumentId))
                site = Read<SiteDocument>(item);
            else
                stalls.Add(Read<StallCard>(item));
        }

        return site is null ? null : new SiteBoard(site, [.. stalls.OrderBy(stall => stall.Id, StringComparer.Ordinal)]);
    }

    /// <summary>The cards of sites in the order of their ids: one query in the partition of all cards.</summary>
    /// <param name="filter">Which sites.</param>
    /// <param name="after">The id that the last page ended with; null for the first page.</param>
    /// <param name="limit">The most cards that are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<SiteCard>> ListAsync(
        SiteFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.id > @after"
            + (filter.Status is null ? "" : " AND c.status = @status")
            + (filter.District is null ? "" : " AND c.district = @district")
            + " ORDER BY c.id").WithParameter("@after", after ?? "");
        if (filter.Status is { } status)
            query = query.WithParameter("@status", JsonNamingPolicy.CamelCase.ConvertName(status.ToString()));
        if (filter.District is { } district)
            query = query.WithParameter("@district", district);

        var options = Within(SiteCard.Partition);
        options.MaxItemCount = Math.Min(limit, LargestPage);
        return await container.QueryAsync<JsonElement>(query, options, cancellationToken)
            .Take(limit).Select(Read<SiteCard>).ToListAsync(cancellationToken);
    }

    /// <summary>Every card: what an import compares a file with.</summary>
    public Task<IReadOnlyList<SiteCard>> ListAllAsync(CancellationToken cancellationToken) =>
        ListAsync(new SiteFilter(null, null), null, int.MaxValue, cancellationToken);

    /// <summary>
    /// Stores what a source says of a site, and the site's card after it. Whatever was interrupted in between is caught up
    /// with the next time.
    /// </summary>
    /// <returns>Whether anything had to be written.</returns>
    /// <exception cref="InvalidOperationException">The id belongs to a site that is not like these facts at all.</exception>
    public async Task<bool> SaveAsync(string siteId, SiteFacts facts, CancellationToken cancellationToken)
    {
        var site = await container.ChangeAsync<SiteDocument>(SiteDocument.DocumentId, siteId, current => current switch
        {
            null => SiteDocument.Create(siteId, facts),
            _ when current.Facts == facts => null,
            _ when current.Facts.MayBe(facts) => current with { Facts = facts, Revision = current.Revision + 1 },
            _ => throw new InvalidOperationException($"The site {siteId} has been given to another place in the meantime."),
        }, cancellationToken);
        var listed = await PublishAsync(site.Document!, cancellationToken);
        return site.Written || listed;
    }

    /// <summary>Adds a site and its stalls' cards in one batch, or those of them that are missing; changes nothing else.</summary>
    /// <exception cref="ArgumentException">There are more stalls than one batch holds, 99.</exception>
    public async Task AddAsync(
        string siteId, SiteFacts facts, IReadOnlyList<StallCard> stalls, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stalls.Count, 99);
        var site = SiteDocument.Create(siteId, facts);
        var batch = container.CreateTransactionalBatch(new PartitionKey(siteId)).CreateItem(site);
        foreach (var stall in stalls)
            batch = batch.CreateItem(stall);

        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.Conflict)
            site = await AddMissingAsync(site, stalls, cancellationToken);
        else if (!response.IsSuccessStatusCode)
            throw new CosmosException(response.ErrorMessage, response.StatusCode, 0, response.ActivityId, response.RequestCharge);
        await PublishAsync(site, cancellationToken);
    }

    private async Task<SiteDocument> AddMissingAsync(
        SiteDocument site, IReadOnlyList<StallCard> stalls, CancellationToken cancellationToken)
    {
        var stored = await container.ChangeAsync<SiteDocument>(
            site.Id, site.SiteId, current => current is null ? site : null, cancellationToken);
        foreach (var stall in stalls)
        {
            await container.ChangeAsync<StallCard>(
                stall.Id, stall.SiteId, current => current is null ? stall : null, cancellationToken);
        }

        return stored.Document!;
    }

    // Puts a site into the list, unless the list shows this revision or a later one.
    private async Task<bool> PublishAsync(SiteDocument site, CancellationToken cancellationToken)
    {
        var card = SiteCard.Of(site);
        var published = await container.ChangeAsync<SiteCard>(
            card.Id, SiteCard.Partition, current => current?.Revision >= card.Revision ? null : card, cancellationToken);
        return published.Written;
    }

    /// <summary>Changes a stall's card on its site's board, or creates it.</summary>
    internal Task<Changed<StallCard>> ChangeStallAsync(
        Venue venue, Func<StallCard?, StallCard?> change, CancellationToken cancellationToken) =>
        container.ChangeAsync(venue.VenueId, venue.SiteId, change, cancellationToken);

    /// <summary>Which version of the seed has been written in full; null if none.</summary>
    internal async Task<string?> FindSeedVersionAsync(CancellationToken cancellationToken) =>
        (await container.ReadAsync<SeedMarker>(SeedMarker.DocumentId, SeedMarker.DocumentId, cancellationToken))?.Document.Version;

    /// <summary>Remembers that a version of the seed has been written in full.</summary>
    internal Task SaveSeedVersionAsync(string version, CancellationToken cancellationToken) =>
        container.ChangeAsync<SeedMarker>(
            SeedMarker.DocumentId, SeedMarker.DocumentId, _ => SeedMarker.Of(version), cancellationToken);

    private static QueryRequestOptions Within(string partition) => new() { PartitionKey = new PartitionKey(partition) };

    private static T Read<T>(JsonElement item)
        where T : class, IVenueDocument
    {
        DocumentSchema.Require(item.TryGetProperty("schema", out var schema) ? schema.GetString() : null, T.CurrentSchema);
        return item.Deserialize<T>(Json.Documents)!;
    }

    private sealed record SeedMarker(string Id, string SiteId, string Schema, string Version) : IVenueDocument
    {
        public const string DocumentId = "~seed";

        public static string CurrentSchema => "seedMarker/1";

        public static SeedMarker Of(string version) => new(DocumentId, DocumentId, CurrentSchema, version);
    }
}
