using Microsoft.Data.Sqlite;
using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos.Documents;

/// <summary>The SQL over one container's items. What has expired by <paramref name="now"/> (Unix seconds) is not there.</summary>
internal sealed class DocumentTable(Session session, long container, long now)
{
    private const string Columns = "number, partition, lsn, etag, body";
    private readonly string table = $"documents_{container}";

    public Document? Find(string partition, string id)
    {
        using var rows = session.Query(
            $"SELECT {Columns} FROM {table} WHERE partition = $0 AND id = $1 AND (expires IS NULL OR expires > $2)",
            partition, id, now);
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Items after <paramref name="after"/> in the order of their numbers, of one partition or of all.</summary>
    public IEnumerable<Document> Scan(string? partition, long after)
    {
        using var rows = partition is null
            ? session.Query(
                $"SELECT {Columns} FROM {table} WHERE number > $0 AND (expires IS NULL OR expires > $1) ORDER BY number",
                after, now)
            : session.Query(
                $"""
                SELECT {Columns} FROM {table}
                WHERE partition = $2 AND number > $0 AND (expires IS NULL OR expires > $1) ORDER BY number
                """,
                after, now, partition);
        while (rows.Read())
            yield return Read(rows);
    }

    /// <summary>Items changed after <paramref name="lsn"/>, in the order of their last change.</summary>
    public IEnumerable<Document> Changes(string? partition, long lsn)
    {
        using var rows = session.Query(
            $"""
            SELECT {Columns} FROM {table}
            WHERE lsn > $0 AND (expires IS NULL OR expires > $1) AND ($2 IS NULL OR partition = $2) ORDER BY lsn, number
            """,
            lsn, now, partition);
        while (rows.Read())
            yield return Read(rows);
    }

    /// <summary>The LSN of the last change before <paramref name="timestamp"/> (Unix seconds) that is still visible; 0 if none.</summary>
    public long LastChangeBefore(long timestamp) =>
        (long)session.Scalar($"SELECT coalesce(max(lsn), 0) FROM {table} WHERE ts < $0", timestamp)!;

    public void Insert(Document document, string id, long timestamp, long? ttl, long? expires)
    {
        // An expired item may still stand in the way; to everyone else it is gone.
        Purge(document.Partition, id);
        session.Execute(
            $"""
            INSERT INTO {table} (number, partition, id, lsn, etag, ts, ttl, expires, body)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)
            """,
            document.Number, document.Partition, id, document.Lsn, document.ETag, timestamp, ttl, expires, document.Body);
    }

    public void Update(Document document, long timestamp, long? ttl, long? expires) => session.Execute(
        $"UPDATE {table} SET lsn = $1, etag = $2, ts = $3, ttl = $4, expires = $5, body = $6 WHERE number = $0",
        document.Number, document.Lsn, document.ETag, timestamp, ttl, expires, document.Body);

    public void Delete(long number) => session.Execute($"DELETE FROM {table} WHERE number = $0", number);

    private void Purge(string partition, string id)
    {
        var number = session.Scalar(
            $"SELECT number FROM {table} WHERE partition = $0 AND id = $1 AND expires <= $2", partition, id, now);
        if (number is not long expired)
            return;
        new UniqueKeyTable(session, container).Release(expired);
        Delete(expired);
    }

    private static Document Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<byte[]>(4));
}
