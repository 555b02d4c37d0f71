using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>A query as it was sent: SQL and the values of its parameters.</summary>
internal sealed record QueryText(string Sql, IReadOnlyDictionary<string, Value> Parameters)
{
    /// <exception cref="RequestRefusedException">400: malformed.</exception>
    public static QueryText Parse(Value body)
    {
        if (body["query"] is not { Kind: ValueKind.String, Text: var sql })
            throw RequestRefusedException.BadRequest("The request has no 'query'.");
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (body["parameters"] is { Kind: ValueKind.Array, Items: var items })
        {
            foreach (var item in items)
            {
                if (item["name"] is not { Kind: ValueKind.String, Text: var name } || !name.StartsWith('@'))
                    throw RequestRefusedException.BadRequest("A query parameter needs a name that starts with @.");
                parameters[name] = item["value"];
            }
        }

        return new(sql, parameters);
    }
}
