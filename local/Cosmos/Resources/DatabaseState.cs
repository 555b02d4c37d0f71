using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>A database.</summary>
/// <param name="Number">Its number in the store, never used twice.</param>
/// <param name="Id">Its name.</param>
/// <param name="Timestamp">When it was made, in Unix seconds.</param>
internal sealed record DatabaseState(long Number, string Id, long Timestamp)
{
    public string ResourceId => Resources.ResourceId.OfDatabase(Number);

    public string ETag => $"\"{Number:x8}-0000-0000-0000-{Timestamp:x12}\"";

    public Value ToValue() => Value.From(ObjectValue.Of(
        ("id", Value.From(Id)),
        ("_rid", Value.From(ResourceId)),
        ("_self", Value.From($"dbs/{ResourceId}/")),
        ("_etag", Value.From(ETag)),
        ("_colls", Value.From("colls/")),
        ("_users", Value.From("users/")),
        ("_ts", Value.From(Timestamp))));
}
