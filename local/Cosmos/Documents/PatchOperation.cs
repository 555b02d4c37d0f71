using System.Globalization;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>One operation of a patch, with its JSON pointer split at the slashes.</summary>
internal sealed record PatchOperation(string Kind, string[] Path, Value Value, string[]? From)
{
    private const string Append = "-";

    /// <exception cref="RequestRefusedException">400: it has no valid op, path, value or from.</exception>
    public static PatchOperation Parse(Value operation)
    {
        var kind = operation["op"] is { Kind: ValueKind.String, Text: var text } ? text.ToLowerInvariant() : string.Empty;
        if (kind is not ("add" or "set" or "replace" or "incr" or "increment" or "remove" or "move"))
            throw RequestRefusedException.BadRequest($"The patch operation '{kind}' is unknown.");
        var value = operation["value"];
        if (value.IsUndefined && kind is not ("remove" or "move"))
            throw RequestRefusedException.BadRequest($"The patch operation '{kind}' needs a value.");
        return new(kind, Pointer(operation["path"]), value, kind == "move" ? Pointer(operation["from"]) : null);
    }

    /// <exception cref="RequestRefusedException">400: the operation would change the id or the partition key.</exception>
    public void RefuseKey(PropertyPath partitionKeyPath)
    {
        RefuseKey(Path, partitionKeyPath);
        if (From is not null)
            RefuseKey(From, partitionKeyPath);
    }

    /// <exception cref="RequestRefusedException">400: the item has nothing at the path that the operation needs.</exception>
    public Value Apply(Value item) => Kind switch
    {
        "remove" => Edit(item, Path, static (parent, name) => Remove(parent, name)),
        "move" => Move(item),
        "add" => Edit(item, Path, (parent, name) => Add(parent, name, Value)),
        "set" => Edit(item, Path, (parent, name) => Set(parent, name, Value)),
        "replace" => Edit(item, Path, (parent, name) => Set(parent, name, Value, mustExist: true)),
        _ => Edit(item, Path, Increment),
    };

    private static string[] Pointer(Value path)
    {
        if (path is not { Kind: ValueKind.String, Text: { Length: > 1 } text } || text[0] != '/')
            throw RequestRefusedException.BadRequest($"The patch path {path} is invalid: it must be a JSON pointer.");
        return [.. text[1..].Split('/').Select(name => name.Replace("~1", "/").Replace("~0", "~"))];
    }

    private static void RefuseKey(string[] path, PropertyPath partitionKeyPath)
    {
        var shared = Math.Min(path.Length, partitionKeyPath.Names.Count);
        if (path is ["id"] || path.AsSpan(0, shared).SequenceEqual(partitionKeyPath.Names.Take(shared).ToArray()))
            throw RequestRefusedException.BadRequest($"A patch cannot change the id or the partition key: /{string.Join('/', path)}.");
    }

    private static Value Edit(Value parent, ReadOnlySpan<string> path, Func<Value, string, Value> edit)
    {
        if (parent.Kind is not (ValueKind.Object or ValueKind.Array))
            throw Missing(path[0]);
        if (path.Length == 1)
            return edit(parent, path[0]);
        var child = Get(parent, path[0]);
        return child.IsUndefined ? throw Missing(path[0]) : Set(parent, path[0], Edit(child, path[1..], edit));
    }

    private static Value Get(Value parent, string name) =>
        parent.Kind == ValueKind.Object ? parent[name] : parent[Index(parent, name, parent.Items.Length - 1)];

    private static Value Add(Value parent, string name, Value value)
    {
        if (parent.Kind == ValueKind.Object)
            return Value.From(parent.Properties.With(name, value));
        var at = name == Append ? parent.Items.Length : Index(parent, name, parent.Items.Length);
        return Value.From([.. parent.Items[..at], value, .. parent.Items[at..]]);
    }

    private static Value Set(Value parent, string name, Value value, bool mustExist = false)
    {
        if (parent.Kind == ValueKind.Object)
        {
            if (mustExist && parent[name].IsUndefined)
                throw Missing(name);
            return Value.From(parent.Properties.With(name, value));
        }

        if (name == Append && !mustExist)
            return Add(parent, name, value);
        var items = (Value[])parent.Items.Clone();
        items[Index(parent, name, items.Length - 1)] = value;
        return Value.From(items);
    }

    private static Value Remove(Value parent, string name)
    {
        if (parent.Kind == ValueKind.Object)
            return parent[name].IsUndefined ? throw Missing(name) : Value.From(parent.Properties.Without(name));
        var at = Index(parent, name, parent.Items.Length - 1);
        return Value.From([.. parent.Items[..at], .. parent.Items[(at + 1)..]]);
    }

    private Value Increment(Value parent, string name)
    {
        if (Value.Kind != ValueKind.Number)
            throw RequestRefusedException.BadRequest("An increment needs a number as its value.");
        // A missing property is made, as the documentation says.
        var current = Get(parent, name);
        if (current.Kind is not (ValueKind.Number or ValueKind.Undefined))
            throw RequestRefusedException.BadRequest($"The value at '{name}' is no number and cannot be incremented.");
        var sum = current.IsUndefined ? Value
            : current.IsInteger && Value.IsInteger ? Value.From(unchecked(current.Integer + Value.Integer))
            : Value.From(current.Number + Value.Number);
        return sum.IsUndefined
            ? throw RequestRefusedException.BadRequest("The sum is beyond the range of a double.")
            : Set(parent, name, sum);
    }

    private Value Move(Value item)
    {
        if (Path.Length > From!.Length && Path.AsSpan(0, From.Length).SequenceEqual(From))
            throw RequestRefusedException.BadRequest("A value cannot be moved into itself.");
        var moved = From.Aggregate(item, (value, name) => value.Kind is ValueKind.Object or ValueKind.Array ? Get(value, name) : default);
        if (moved.IsUndefined)
            throw Missing(From[^1]);
        return Edit(Edit(item, From, static (parent, name) => Remove(parent, name)), Path, (parent, name) => Add(parent, name, moved));
    }

    private static int Index(Value array, string name, int last) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw RequestRefusedException.BadRequest($"'{name}' is no index into an array of {array.Items.Length}.");

    private static RequestRefusedException Missing(string name) =>
        RequestRefusedException.BadRequest($"For the patch operation, nothing exists at '{name}'.");
}
