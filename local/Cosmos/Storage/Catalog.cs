using System.Collections.Immutable;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Storage;

/// <summary>The databases and containers: kept in memory, written through to the store.</summary>
internal sealed class Catalog
{
    private readonly Store store;
    private readonly TimeProvider time;
    private readonly Lock changing = new();
    private ImmutableSortedDictionary<long, DatabaseState> databases = ImmutableSortedDictionary<long, DatabaseState>.Empty;
    private ImmutableSortedDictionary<long, ContainerState> containers = ImmutableSortedDictionary<long, ContainerState>.Empty;
    private ImmutableDictionary<long, string> throughputs = ImmutableDictionary<long, string>.Empty;

    public Catalog(Store store, TimeProvider time)
    {
        this.store = store;
        this.time = time;
        store.Read(Load);
    }

    public IEnumerable<DatabaseState> Databases => databases.Values;

    public IEnumerable<ContainerState> Containers => containers.Values;

    /// <summary>The database with this name or <c>_rid</c>.</summary>
    /// <exception cref="RequestRefusedException">404: there is none.</exception>
    public DatabaseState Database(string idOrResourceId) =>
        databases.Values.FirstOrDefault(d => d.Id == idOrResourceId)
        ?? databases.Values.FirstOrDefault(d => d.ResourceId == idOrResourceId)
        ?? throw RequestRefusedException.NotFound($"database '{idOrResourceId}'");

    /// <summary>The container with this name or <c>_rid</c>.</summary>
    /// <exception cref="RequestRefusedException">404: there is none.</exception>
    public ContainerState Container(string database, string idOrResourceId) =>
        containers.Values.FirstOrDefault(c => c.Definition.Id == idOrResourceId && c.Database.Id == database)
        ?? containers.Values.FirstOrDefault(c => c.ResourceId == idOrResourceId && c.Database == Database(database))
        ?? throw RequestRefusedException.NotFound($"container '{idOrResourceId}' of database '{Database(database).Id}'");

    public IEnumerable<ContainerState> ContainersOf(DatabaseState database) =>
        containers.Values.Where(c => c.Database == database);

    /// <summary>The container's throughput: what an offer's <c>content</c> holds.</summary>
    public Value Throughput(ContainerState container) => ValueReader.Parse(throughputs[container.Number]);

    /// <exception cref="RequestRefusedException">400: the name is invalid; 409: it is taken.</exception>
    public DatabaseState CreateDatabase(string id)
    {
        IdRules.CheckResource(id);
        lock (changing)
        {
            if (databases.Values.Any(d => d.Id == id))
                throw RequestRefusedException.Conflict($"A database with the id '{id}' already exists.");
            var now = Now;
            var number = store.Write(session => (long)session.Scalar(
                "INSERT INTO databases (id, ts) VALUES ($0, $1) RETURNING number", id, now)!);
            var database = new DatabaseState(number, id, now);
            databases = databases.Add(number, database);
            return database;
        }
    }

    public void DeleteDatabase(DatabaseState database)
    {
        lock (changing)
        {
            var gone = ContainersOf(database).ToArray();
            store.Write(session =>
            {
                foreach (var container in gone)
                    Drop(session, container);
                return session.Execute("DELETE FROM databases WHERE number = $0", database.Number);
            });
            containers = containers.RemoveRange(gone.Select(c => c.Number));
            throughputs = throughputs.RemoveRange(gone.Select(c => c.Number));
            databases = databases.Remove(database.Number);
        }
    }

    /// <exception cref="RequestRefusedException">409: the name is taken.</exception>
    public ContainerState CreateContainer(DatabaseState database, ContainerDefinition definition, Value throughput)
    {
        lock (changing)
        {
            if (ContainersOf(database).Any(c => c.Definition.Id == definition.Id))
                throw RequestRefusedException.Conflict($"A container with the id '{definition.Id}' already exists.");
            var now = Now;
            var number = store.Write(session =>
            {
                var added = (long)session.Scalar(
                    """
                    INSERT INTO containers (database, id, definition, throughput, ts, version, lsn)
                    VALUES ($0, $1, $2, $3, $4, 0, 0) RETURNING number
                    """,
                    database.Number, definition.Id, ValueWriter.ToUtf8(Value.From(definition.Body)),
                    ValueWriter.ToJson(throughput), now)!;
                Schema.CreateContainer(session, added);
                return added;
            });
            var container = new ContainerState(database, number, definition, now, version: 0, new(0));
            throughputs = throughputs.Add(number, ValueWriter.ToJson(throughput));
            containers = containers.Add(number, container);
            return container;
        }
    }

    /// <summary>Changes what may change: indexing and time to live. Items' expiry follows the new time to live.</summary>
    /// <exception cref="RequestRefusedException">400: name, partition key or unique keys differ.</exception>
    public ContainerState ReplaceContainer(ContainerState container, ContainerDefinition definition)
    {
        foreach (var name in (ReadOnlySpan<string>)["id", "partitionKey", "uniqueKeyPolicy"])
        {
            var (before, after) = (Value.From(container.Definition.Body)[name], Value.From(definition.Body)[name]);
            if (!IsSameKey(name, before, after))
                throw RequestRefusedException.BadRequest($"The container's {name} cannot be changed after it was made.");
        }

        lock (changing)
        {
            var replaced = container.Redefined(definition, Now);
            store.Write(session =>
            {
                session.Execute(
                    "UPDATE containers SET definition = $1, ts = $2, version = $3 WHERE number = $0",
                    container.Number, ValueWriter.ToUtf8(Value.From(definition.Body)), replaced.Timestamp, replaced.Version);
                session.Script(Expiry.RecomputeSql(container.Number, definition.DefaultTtl));
                return replaced;
            });
            containers = containers.SetItem(container.Number, replaced);
            return replaced;
        }
    }

    public void DeleteContainer(ContainerState container)
    {
        lock (changing)
        {
            store.Write(session =>
            {
                Drop(session, container);
                return 0;
            });
            containers = containers.Remove(container.Number);
            throughputs = throughputs.Remove(container.Number);
        }
    }

    public void ReplaceThroughput(ContainerState container, Value throughput)
    {
        var json = ValueWriter.ToJson(throughput);
        lock (changing)
        {
            store.Write(session => session.Execute(
                "UPDATE containers SET throughput = $1 WHERE number = $0", container.Number, json));
            throughputs = throughputs.SetItem(container.Number, json);
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    // The partition key's version is filled in by some clients and not by others.
    private static bool IsSameKey(string name, Value before, Value after) => name switch
    {
        "partitionKey" => before["paths"].Equals(after["paths"]),
        "uniqueKeyPolicy" => before["uniqueKeys"].Equals(after["uniqueKeys"])
            || (IsEmpty(before["uniqueKeys"]) && IsEmpty(after["uniqueKeys"])),
        _ => before.Equals(after),
    };

    private static bool IsEmpty(Value keys) => keys is not { Kind: ValueKind.Array, Items.Length: > 0 };

    private static void Drop(Session session, ContainerState container)
    {
        session.Execute("DELETE FROM containers WHERE number = $0", container.Number);
        Schema.DropContainer(session, container.Number);
    }

    private int Load(Session session)
    {
        using (var rows = session.Query("SELECT number, id, ts FROM databases"))
        {
            while (rows.Read())
                databases = databases.Add(rows.GetInt64(0), new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2)));
        }

        using (var rows = session.Query("SELECT number, database, definition, throughput, ts, version, lsn FROM containers"))
        {
            while (rows.Read())
            {
                var definition = ContainerDefinition.Parse(ValueReader.Parse(rows.GetFieldValue<byte[]>(2)));
                containers = containers.Add(rows.GetInt64(0), new ContainerState(
                    databases[rows.GetInt64(1)], rows.GetInt64(0), definition, rows.GetInt64(4), rows.GetInt64(5), new(rows.GetInt64(6))));
                throughputs = throughputs.Add(rows.GetInt64(0), rows.GetString(3));
            }
        }

        return containers.Count;
    }
}
