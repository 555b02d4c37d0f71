using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>https://learn.microsoft.com/azure/cosmos-db/nosql/query/type-checking-functions, and IIF.</summary>
internal static class TypeFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        Is("IS_ARRAY", v => v.Kind == ValueKind.Array),
        Is("IS_BOOL", v => v.Kind == ValueKind.Boolean),
        Is("IS_DEFINED", v => !v.IsUndefined),
        Is("IS_FINITE_NUMBER", v => v.Kind == ValueKind.Number),
        Is("IS_INTEGER", v => v.IsInteger),
        Is("IS_NULL", v => v.Kind == ValueKind.Null),
        Is("IS_NUMBER", v => v.Kind == ValueKind.Number),
        Is("IS_OBJECT", v => v.Kind == ValueKind.Object),
        Is("IS_PRIMITIVE", v => v.Kind is ValueKind.Null or ValueKind.Boolean or ValueKind.Number or ValueKind.String),
        Is("IS_STRING", v => v.Kind == ValueKind.String),
        new("IIF", 3, 3, static (_, a) => a[0].IsTrue ? a[1] : a[2]),
    ];

    private static Function Is(string name, Func<Value, bool> test) => new(name, 1, 1, (_, a) => Value.From(test(a[0])));
}
