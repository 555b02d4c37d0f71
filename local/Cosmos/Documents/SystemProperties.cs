using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>The properties that the service adds to an item; what a client sends under these names is replaced.</summary>
internal static class SystemProperties
{
    public static ObjectValue Stamp(ObjectValue item, string rid, string self, string etag, long timestamp)
    {
        var own = item.Without("_rid", "_self", "_etag", "_attachments", "_ts");
        return new(
        [
            .. own.Properties,
            new("_rid", Value.From(rid)),
            new("_self", Value.From(self)),
            new("_etag", Value.From(etag)),
            new("_attachments", Value.From("attachments/")),
            new("_ts", Value.From(timestamp)),
        ]);
    }
}
