namespace QNom.Local.Cosmos.Values;

/// <summary>The types of Cosmos DB's data model, in the order in which ORDER BY sorts mixed types.</summary>
internal enum ValueKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
