using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>A container as it was last defined, and the count of its changes.</summary>
internal sealed class ContainerState(
    DatabaseState database, long number, ContainerDefinition definition, long timestamp, long version, ChangeCounter changes)
{
    public DatabaseState Database => database;

    /// <summary>Its number in the store, never used twice.</summary>
    public long Number => number;

    public ContainerDefinition Definition => definition;

    /// <summary>When its definition last changed, in Unix seconds.</summary>
    public long Timestamp => timestamp;

    /// <summary>How often its definition was replaced.</summary>
    public long Version => version;

    /// <summary>The log sequence number of the last committed change. Only the store's writer moves it.</summary>
    public long Lsn
    {
        get => changes.Last;
        set => changes.Last = value;
    }

    public string ResourceId { get; } = Resources.ResourceId.OfContainer(database.Number, number);

    public string FullName { get; } = $"dbs/{database.Id}/colls/{definition.Id}";

    public string ETag => $"\"{number:x8}-0000-{version:x4}-0000-{timestamp:x12}\"";

    /// <summary>The partition key range's session token: the emulator has one range.</summary>
    public string SessionToken => $"0:-1#{Lsn}";

    public string Self => $"dbs/{database.ResourceId}/colls/{ResourceId}/";

    /// <summary>The same container under a new definition; a write under way may still count by the old one.</summary>
    public ContainerState Redefined(ContainerDefinition to, long at) =>
        new(database, number, to, at, version + 1, changes);

    public Value ToValue() => Value.From(definition.Body
        .With("_rid", Value.From(ResourceId))
        .With("_ts", Value.From(timestamp))
        .With("_self", Value.From(Self))
        .With("_etag", Value.From(ETag))
        .With("_docs", Value.From("docs/"))
        .With("_sprocs", Value.From("sprocs/"))
        .With("_triggers", Value.From("triggers/"))
        .With("_udfs", Value.From("udfs/"))
        .With("_conflicts", Value.From("conflicts/")));
}
