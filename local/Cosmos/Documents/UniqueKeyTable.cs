using Microsoft.Data.Sqlite;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>
/// Unique keys per logical partition: https://learn.microsoft.com/azure/cosmos-db/unique-keys. A missing value counts
/// as null, so only one item of a partition may lack it.
/// </summary>
internal sealed class UniqueKeyTable(Session session, long container)
{
    private const int ConstraintViolated = 19;

    /// <exception cref="RequestRefusedException">409: another item of the partition has the same values.</exception>
    public void Claim(IReadOnlyList<IReadOnlyList<PropertyPath>> keys, string partition, long number, Value item, long now)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var value = ValueWriter.ToJson(Value.From([.. keys[i].Select(path =>
                path.In(item) is { IsUndefined: false } found ? found : Value.Null)]));
            FreeIfExpired(partition, i, value, now);
            try
            {
                session.Execute(
                    $"INSERT INTO uniques_{container} (partition, key, value, number) VALUES ($0, $1, $2, $3)",
                    partition, i, value, number);
            }
            catch (SqliteException violation) when (violation.SqliteErrorCode == ConstraintViolated)
            {
                throw RequestRefusedException.Conflict("Unique index constraint violation.");
            }
        }
    }

    public void Release(long number) =>
        session.Execute($"DELETE FROM uniques_{container} WHERE number = $0", number);

    private void FreeIfExpired(string partition, int key, string value, long now) => session.Execute(
        $"""
        DELETE FROM uniques_{container} WHERE partition = $0 AND key = $1 AND value = $2
        AND EXISTS (SELECT 1 FROM documents_{container} d WHERE d.number = uniques_{container}.number AND d.expires <= $3)
        """,
        partition, key, value, now);
}
