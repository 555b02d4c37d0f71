using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>
/// Writes to one container inside one transaction of the store: one operation, or all of a batch. They share one LSN,
/// so the change feed shows all or none of them.
/// </summary>
internal sealed class ContainerTransaction(Session session, ContainerState container, long now)
{
    // The service's limits: https://learn.microsoft.com/azure/cosmos-db/concepts-limits
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxOperations = 100;

    // Numbers of items made in one transaction are lsn * 128 + position: unique, rising, never used twice.
    private const long NumbersPerTransaction = 128;

    private readonly DocumentTable table = new(session, container.Number, now);
    private readonly UniqueKeyTable uniques = new(session, container.Number);
    private readonly long lsn = container.Lsn + 1;
    private int operations;

    /// <summary>Runs writes in a transaction and, if all went well, makes them the container's last change.</summary>
    public static T Run<T>(Store store, ContainerState container, long now, Func<ContainerTransaction, T> writes)
    {
        // The LSN moves inside the writer's turn but after the commit: no reader sees a number that may be rolled back.
        return store.Write(
            session =>
            {
                var transaction = new ContainerTransaction(session, container, now);
                var result = writes(transaction);
                if (transaction.operations > 0)
                    session.Execute("UPDATE containers SET lsn = $1 WHERE number = $0", container.Number, transaction.lsn);
                return (Result: result, Lsn: transaction.operations > 0 ? transaction.lsn : container.Lsn);
            },
            committed => container.Lsn = committed.Lsn).Result;
    }

    /// <exception cref="RequestRefusedException">404: there is no such item.</exception>
    public Document Read(PartitionKey key, string id) => Require(key, id);

    /// <exception cref="RequestRefusedException">400, 409, 413.</exception>
    public WriteOutcome Create(PartitionKey key, Value item)
    {
        var id = CheckItem(key, item);
        if (table.Find(key.Text, id) is not null)
            throw RequestRefusedException.Conflict("Entity with the specified id already exists in the system.");
        return Insert(key, id, item);
    }

    /// <exception cref="RequestRefusedException">400, 409 (a unique key), 412, 413.</exception>
    public WriteOutcome Upsert(PartitionKey key, Value item, ETagCondition condition)
    {
        var id = CheckItem(key, item);
        if (table.Find(key.Text, id) is not { } current)
            return Insert(key, id, item);
        condition.CheckWrite(current.ETag);
        return Update(current, item);
    }

    /// <exception cref="RequestRefusedException">400, 404, 409 (a unique key), 412, 413.</exception>
    public WriteOutcome Replace(PartitionKey key, string id, Value item, ETagCondition condition)
    {
        if (CheckItem(key, item) != id)
            throw RequestRefusedException.BadRequest("The id of the item differs from the one that is replaced; ids cannot change.");
        var current = Require(key, id);
        condition.CheckWrite(current.ETag);
        return Update(current, item);
    }

    /// <exception cref="RequestRefusedException">400, 404, 412, 413.</exception>
    public WriteOutcome Patch(PartitionKey key, string id, PatchRequest patch, ETagCondition condition)
    {
        var current = Require(key, id);
        condition.CheckWrite(current.ETag);
        var before = ValueReader.Parse(current.Body);
        if (!patch.Allows(before))
            throw RequestRefusedException.PreconditionFailed();
        var after = patch.Apply(before, container.Definition.PartitionKeyPath);
        if (CheckItem(key, after) != id)
            throw RequestRefusedException.BadRequest("A patch cannot change the id.");
        return Update(current, after);
    }

    /// <exception cref="RequestRefusedException">404, 412.</exception>
    public WriteOutcome Delete(PartitionKey key, string id, ETagCondition condition)
    {
        var current = Require(key, id);
        condition.CheckWrite(current.ETag);
        Next();
        ReleaseUniques(current.Number);
        table.Delete(current.Number);
        var indexed = container.Definition.Indexing.Count(ValueReader.Parse(current.Body));
        return new(204, null, null, RequestCharge.Write(current.Body.Length, indexed));
    }

    private Document Require(PartitionKey key, string id) =>
        table.Find(key.Text, id) ?? throw RequestRefusedException.NotFound("item");

    private string CheckItem(PartitionKey key, Value item)
    {
        if (item.Kind != ValueKind.Object)
            throw RequestRefusedException.BadRequest("An item must be a JSON object.");
        if (PartitionKey.Of(container.Definition.PartitionKeyPath.In(item)) != key)
        {
            throw RequestRefusedException.BadRequest(
                "PartitionKey extracted from document doesn't match the one specified in the header.", SubStatus.PartitionKeyMismatch);
        }

        return IdRules.OfItem(item);
    }

    private WriteOutcome Insert(PartitionKey key, string id, Value item)
    {
        var position = Next();
        var number = lsn * NumbersPerTransaction + position;
        var (document, stamped, ttl) = Stamp(number, key.Text, position, item);
        table.Insert(document, id, now, ttl, Expiry.At(now, ttl, container.Definition.DefaultTtl));
        uniques.Claim(container.Definition.UniqueKeys, key.Text, number, item, now);
        return Outcome(201, document, stamped);
    }

    private WriteOutcome Update(Document current, Value item)
    {
        var (document, stamped, ttl) = Stamp(current.Number, current.Partition, Next(), item);
        table.Update(document, now, ttl, Expiry.At(now, ttl, container.Definition.DefaultTtl));
        ReleaseUniques(current.Number);
        uniques.Claim(container.Definition.UniqueKeys, current.Partition, current.Number, item, now);
        return Outcome(200, document, stamped);
    }

    private void ReleaseUniques(long number)
    {
        if (container.Definition.UniqueKeys.Count > 0)
            uniques.Release(number);
    }

    private int Next() => operations++;

    private (Document Document, Value Item, long? Ttl) Stamp(long number, string partition, int position, Value item)
    {
        var ttl = Expiry.TtlOf(item);
        var etag = $"\"{container.Number:x8}-{position:x4}-{lsn >> 48:x4}-{(lsn >> 32) & 0xffff:x4}-{lsn & 0xffffffff:x8}{now & 0xffff:x4}\"";
        var rid = ResourceId.OfDocument(container.Database.Number, container.Number, number);
        var stamped = Value.From(SystemProperties.Stamp(item.Properties, rid, $"{container.Self}docs/{rid}/", etag, now));
        var body = ValueWriter.ToUtf8(stamped);
        if (body.Length > MaxBytes)
            throw RequestRefusedException.TooLarge("Request size is too large: an item may have 2 MB.");
        return (new(number, partition, lsn, etag, body), stamped, ttl);
    }

    private WriteOutcome Outcome(int status, Document document, Value item) => new(
        status, document.ETag, document.Body,
        RequestCharge.Write(document.Body.Length, container.Definition.Indexing.Count(item)));
}
