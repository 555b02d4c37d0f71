using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues.History;
using QNom.Queues.Likeness;
using QNom.Queues.Repair;

namespace QNom.Queues;

/// <summary>How an attempt to commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is stored.</summary>
    Committed,

    /// <summary>The report was counted before, or is no longer as it was read; nothing was changed.</summary>
    Duplicate,

    /// <summary>The head has changed since it was read; nothing was changed. Read again.</summary>
    Superseded,
}

/// <summary>Owns the <c>queues</c> container.</summary>
public sealed class QueueStore(CosmosDatabase database)
{
    /// <summary>The container: keyed reads only, but for the sweep of the outbox, what is due and what was held back.</summary>
    public static ContainerDeclaration Declaration { get; } =
        new("queues", "/venueId", [.. OutboxMessage.IndexedPaths, "/dueAt/?", "/heldKey/?"], ExpiresItems: true);

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>Raised with the venue after this instance has committed a change of its head.</summary>
    public event Action<string>? Committed;

    /// <summary>The container, for tests that put a venue into a state.</summary>
    internal Container Container => container;

    /// <summary>A venue's head: one point read. Null if nobody has reported yet.</summary>
    public async Task<Stored<QueueHead>?> FindHeadAsync(string venueId, CancellationToken cancellationToken)
    {
        var head = await container.FindAsync<QueueHead>(QueueHead.DocumentId, venueId, cancellationToken);
        if (head is not null)
            DocumentSchema.Require(head.Document.Schema, QueueHead.CurrentSchema);
        return head;
    }

    /// <summary>The venues of which something shown has run out: one query over partitions, for a timer only.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.venueId FROM c WHERE c.dueAt <= @now")
            .WithParameter("@now", now.ToUnixTimeSeconds());
        return await container.QueryAsync<string>(query, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>A venue's minutes that are over, the earliest first: one query in its partition.</summary>
    public async Task<IReadOnlyList<QueueMinute>> ListMinutesAsync(
        string venueId, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id >= @from AND c.id < @to ORDER BY c.id")
            .WithParameter("@from", MinuteDocument.IdOf(from)).WithParameter("@to", MinuteDocument.IdOf(to));
        var minutes = await ListAsync<MinuteDocument>(query, venueId, limit, cancellationToken);
        foreach (var minute in minutes)
            DocumentSchema.Require(minute.Schema, MinuteDocument.CurrentSchema);
        return [.. minutes.Select(minute => minute.Minute)];
    }

    /// <summary>Writes down that a card was wrong, once a minute.</summary>
    public async Task AddRepairAsync(RepairDocument repair, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateItemAsync(repair, new PartitionKey(RepairDocument.Partition), cancellationToken: cancellationToken);
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Another instance found the same.
        }
    }

    /// <summary>Repairs, the latest first: one query in their partition.</summary>
    public async Task<IReadOnlyList<RepairDocument>> ListRepairsAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after ORDER BY c.id").WithParameter("@after", after ?? "");
        var repairs = await ListAsync<RepairDocument>(query, RepairDocument.Partition, limit, cancellationToken);
        foreach (var repair in repairs)
            DocumentSchema.Require(repair.Schema, RepairDocument.CurrentSchema);
        return repairs;
    }

    /// <summary>What venues that are alike have in common: one point read. Null if nobody has put it together yet.</summary>
    public async Task<LikenessDocument?> FindLikenessAsync(string id, CancellationToken cancellationToken)
    {
        var likeness = (await container.FindAsync<LikenessDocument>(id, LikenessDocument.Partition, cancellationToken))?.Document;
        if (likeness is not null)
            DocumentSchema.Require(likeness.Schema, LikenessDocument.CurrentSchema);
        return likeness;
    }

    /// <summary>Stores what venues have in common, whatever was stored before: the later one knows more.</summary>
    public Task SaveLikenessAsync(LikenessDocument likeness, CancellationToken cancellationToken) =>
        container.UpsertItemAsync(likeness, new PartitionKey(LikenessDocument.Partition), cancellationToken: cancellationToken);

    /// <summary>A report as it was taken up: one point read. Null if there is none.</summary>
    public async Task<Stored<ReportDocument>?> FindReportAsync(string venueId, string reportId, CancellationToken cancellationToken)
    {
        var report = await container.FindAsync<ReportDocument>(reportId, venueId, cancellationToken);
        // Ids of other documents are no ids of reports: those of reports are UUIDs.
        if (report is not null)
            DocumentSchema.Require(report.Document.Schema, ReportDocument.CurrentSchema);
        return report;
    }

    /// <summary>A venue's reports that were held back, the latest first: one query in its partition.</summary>
    public async Task<IReadOnlyList<ReportDocument>> ListHeldAsync(
        string venueId, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.heldKey > @after ORDER BY c.heldKey").WithParameter("@after", after ?? "");
        var reports = await ListAsync<ReportDocument>(query, venueId, limit, cancellationToken);
        foreach (var report in reports)
            DocumentSchema.Require(report.Schema, ReportDocument.CurrentSchema);
        return reports;
    }

    /// <summary>Stores a head, the report that changed it, what it released and the event it caused: all or nothing, one batch.</summary>
    /// <param name="step">The head, and the report: its id must be new, or it must be as it was read.</param>
    /// <param name="etag">The ETag the head was read under; null if there was none.</param>
    /// <param name="change">The event; null if what is shown did not change.</param>
    /// <param name="over">The minute that the head had and has no more; null if it still has it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CosmosException">The service failed; whether anything is stored is unknown until it is read.</exception>
    public async Task<CommitOutcome> CommitAsync(
        HeadStep step, string? etag, QueueOutboxMessage? change, MinuteDocument? over, CancellationToken cancellationToken)
    {
        var (head, report) = (step.Head, step.Report);
        var batch = container.CreateTransactionalBatch(new PartitionKey(head.VenueId));
        if (report is not null)
        {
            batch = step.ReportETag is null
                ? batch.CreateItem(report, WithoutContent)
                : batch.ReplaceItem(report.Id, report, new() { IfMatchEtag = step.ReportETag, EnableContentResponseOnWrite = false });
        }

        batch = etag is null
            ? batch.CreateItem(head, WithoutContent)
            : batch.ReplaceItem(head.Id, head, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        if (change is not null)
            batch = batch.CreateItem(change, WithoutContent);
        if (over is not null)
            batch = batch.CreateItem(over, WithoutContent);
        foreach (var released in step.Released)
        {
            batch = batch.PatchItem(
                released.ReportId,
                [PatchOperation.Set("/weight", released.Weight), PatchOperation.Set("/released", released.Release)],
                new() { EnableContentResponseOnWrite = false });
        }

        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            Committed?.Invoke(head.VenueId);
            return CommitOutcome.Committed;
        }

        var headAt = report is null ? 0 : 1;
        if (response.Count > 0 && report is not null && response[0].StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed)
            return CommitOutcome.Duplicate;
        if (response.Count > headAt && response[headAt].StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
            return CommitOutcome.Superseded;
        throw response.ToException();
    }

    /// <summary>A reporter's turns at a venue: one point read. Null if there was none within a day.</summary>
    public async Task<Stored<ReporterTurns>?> FindTurnsAsync(
        string venueId, string reporter, CancellationToken cancellationToken)
    {
        var turns = await container.FindAsync<ReporterTurns>(ReporterTurns.IdOf(reporter), venueId, cancellationToken);
        if (turns is not null)
            DocumentSchema.Require(turns.Document.Schema, ReporterTurns.CurrentSchema);
        return turns;
    }

    /// <summary>Stores a reporter's turns; false if they have changed since they were read.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="etag">The ETag they were read under; null if there were none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<bool> SaveTurnsAsync(ReporterTurns turns, string? etag, CancellationToken cancellationToken)
    {
        var partition = new PartitionKey(turns.VenueId);
        try
        {
            if (etag is null)
                await container.CreateItemAsync(turns, partition, cancellationToken: cancellationToken);
            else
                await container.ReplaceItemAsync(turns, turns.Id, partition, new() { IfMatchEtag = etag }, cancellationToken);
            return true;
        }
        // Not found on a replace: all of them ran out in between.
        catch (CosmosException exception) when (exception.StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        QueryDefinition query, string partition, int limit, CancellationToken cancellationToken)
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = limit };
        return await container.QueryAsync<T>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }
}
