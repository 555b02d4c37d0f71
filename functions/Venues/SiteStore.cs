using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Venues.Hours;

namespace QNom.Venues;

/// <summary>A site, the number of its cards' last change, the cards of its stalls in the order of their ids, and its closures.</summary>
public sealed record SiteBoard(
    SiteDocument Site, long Change, IReadOnlyList<StallCard> Stalls, IReadOnlyList<SiteClosure> Closures)
{
    /// <summary>What clients see of the stalls. Nobody waits at a closed site, whatever its cards still say.</summary>
    public IReadOnlyList<StallView> Shown(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(SingaporeTime.Local(now));
        var closed = Closures.Any(closure => closure.From <= today && today <= closure.To);
        return [.. Stalls.Select(card => StallView.Of(closed && card.Wait is { State: not "closed" } ? card with { Wait = null } : card, now))];
    }
}

/// <summary>What a change of stalls' cards is based on: the cards, by their turn, and the site's pulse; null for what is not there yet.</summary>
internal sealed record CardPlaces(IReadOnlyList<Stored<StallCard>?> Cards, Stored<SitePulse>? Pulse)
{
    /// <summary>The number of the site's last change.</summary>
    public long LastChange => Pulse?.Document.Change ?? 0;
}

/// <summary>Which sites a list is about; null means all.</summary>
public sealed record SiteFilter(SiteStatus? Status, int? District);

/// <summary>Owns the <c>sites</c> container. Every query stays within one partition.</summary>
public sealed class SiteStore(CosmosDatabase database)
{
    /// <summary>The container. Sites are filtered by status and district, stalls by their last change; ids are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("sites", "/siteId", ["/status/?", "/district/?", "/change/?", .. OutboxMessage.IndexedPaths]);

    // What the service gives in one page at most.
    private const int LargestPage = 1000;

    private readonly Container container = database.Container(Declaration);

    /// <summary>A site with its stalls: one query in the site's partition. Null if there is no such site.</summary>
    public async Task<SiteBoard?> FindBoardAsync(string siteId, CancellationToken cancellationToken)
    {
        SiteDocument? site = null;
        var change = 0L;
        IReadOnlyList<SiteClosure> closures = [];
        var stalls = new List<StallCard>();
        var query = new QueryDefinition("SELECT * FROM c");
        await foreach (var item in container.QueryAsync<JsonElement>(query, Within(siteId), cancellationToken))
        {
            if (item.GetProperty("id").ValueEquals(SiteDocument.DocumentId))
                site = Read<SiteDocument>(item);
            else if (item.GetProperty("id").ValueEquals(SitePulse.DocumentId))
                change = Read<SitePulse>(item).Change;
            else if (item.GetProperty("id").ValueEquals(ClosuresDocument.DocumentId))
                closures = Read<ClosuresDocument>(item).Closures;
            else if (!item.TryGetProperty("type", out _)) // an event that is not on its queue yet
                stalls.Add(Read<StallCard>(item));
        }

        return site is null
            ? null
            : new SiteBoard(site, change, [.. stalls.OrderBy(stall => stall.Id, StringComparer.Ordinal)], closures);
    }

    /// <summary>The number of the last change of a site's cards: one point read. 0 if none has changed yet.</summary>
    public async Task<long> LastChangeAsync(string siteId, CancellationToken cancellationToken) =>
        (await container.ReadAsync<SitePulse>(SitePulse.DocumentId, siteId, cancellationToken))?.Document.Change ?? 0;

    /// <summary>A site's cards that changed after a change, in the order of their changes: one query in the site's partition.</summary>
    public async Task<IReadOnlyList<StallCard>> ListChangedAsync(
        string siteId, long after, CancellationToken cancellationToken)
    {
        // The pulse has the same member, and is no card.
        var query = new QueryDefinition("SELECT * FROM c WHERE c.change > @after AND c.id != @pulse")
            .WithParameter("@after", after).WithParameter("@pulse", SitePulse.DocumentId);
        var cards = await container.QueryAsync<JsonElement>(query, Within(siteId), cancellationToken)
            .Select(Read<StallCard>).ToListAsync(cancellationToken);
        return [.. cards.OrderBy(card => card.Change)];
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
            throw response.ToException();
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

    /// <summary>What a change of some cards of a site is based on: a point read each, and one of the site's pulse, all at once.</summary>
    internal async Task<CardPlaces> FindPlacesAsync(string siteId, IEnumerable<string> venueIds, CancellationToken cancellationToken)
    {
        var cards = Task.WhenAll(venueIds.Select(venueId => container.ReadAsync<StallCard>(venueId, siteId, cancellationToken)));
        var pulse = container.ReadAsync<SitePulse>(SitePulse.DocumentId, siteId, cancellationToken);
        return new CardPlaces(await cards, await pulse);
    }

    /// <summary>
    /// Shows cards under their site's next numbers, in one batch, each in the place that was read for it; false if any card
    /// of the site was faster.
    /// </summary>
    /// <param name="cards">At most 99, of one site; null in the place of one that stays as it is.</param>
    /// <param name="places">What was read of those cards, in the same order.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CosmosException">The service failed; whether the cards are shown is unknown until they are read.</exception>
    internal async Task<bool> TryShowAsync(IReadOnlyList<StallCard?> cards, CardPlaces places, CancellationToken cancellationToken)
    {
        var last = cards.OfType<StallCard>().MaxBy(card => card.Change)!;
        var batch = container.CreateTransactionalBatch(new PartitionKey(last.SiteId));
        Add(SitePulse.Of(last.SiteId, last.Change), places.Pulse?.ETag);
        foreach (var (card, place) in cards.Zip(places.Cards))
        {
            if (card is not null)
                Add(card, place?.ETag);
        }

        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return true;
        // A create that meets a document, a replace that meets another version or none.
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
            || (response.StatusCode == HttpStatusCode.NotFound && (places.Pulse is not null || places.Cards.Any(place => place is not null))))
            return false;
        throw response.ToException();

        void Add<T>(T document, string? etag)
            where T : IStoredDocument => batch = etag is null
                ? batch.CreateItem(document, new() { EnableContentResponseOnWrite = false })
                : batch.ReplaceItem(document.Id, document, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
    }

    /// <summary>Which version of the seed has been written in full; null if none.</summary>
    internal async Task<string?> FindSeedVersionAsync(CancellationToken cancellationToken) =>
        (await container.ReadAsync<SeedMarker>(SeedMarker.DocumentId, SeedMarker.DocumentId, cancellationToken))?.Document.Version;

    /// <summary>Remembers that a version of the seed has been written in full.</summary>
    internal Task SaveSeedVersionAsync(string version, CancellationToken cancellationToken) =>
        container.ChangeAsync<SeedMarker>(
            SeedMarker.DocumentId, SeedMarker.DocumentId, _ => SeedMarker.Of(version), cancellationToken);

    // As many to a page as there are: a board in several pages would be several queries.
    private static QueryRequestOptions Within(string partition) =>
        new() { PartitionKey = new PartitionKey(partition), MaxItemCount = LargestPage };

    private static T Read<T>(JsonElement item)
        where T : class, IStoredDocument
    {
        DocumentSchema.Require(item.TryGetProperty("schema", out var schema) ? schema.GetString() : null, T.CurrentSchema);
        return item.Deserialize<T>(Json.Documents)!;
    }

    private sealed record SeedMarker(string Id, string SiteId, string Schema, string Version) : IStoredDocument
    {
        public const string DocumentId = "~seed";

        public static string CurrentSchema => "seedMarker/1";

        public static SeedMarker Of(string version) => new(DocumentId, DocumentId, CurrentSchema, version);
    }
}
