using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>The names that an expression sees: an alias, and those around it.</summary>
internal class Scope(Scope? outer, string name, Value value = default)
{
    protected virtual Value Value => value;

    /// <exception cref="InvalidOperationException">The parser let an unknown name through.</exception>
    public Value Find(string alias)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == alias)
                return scope.Value;
        }

        throw new InvalidOperationException($"'{alias}' is not in scope.");
    }

    protected Scope? Outer => outer;

    private string Name => name;
}

/// <summary>An item of the container, parsed when it is first looked at: many queries only pass it on.</summary>
internal sealed class ItemScope(byte[] body) : Scope(null, Evaluator.RootName)
{
    private Value parsed;

    protected override Value Value => parsed.IsUndefined ? parsed = ValueReader.Parse(body) : parsed;
}

/// <summary>A second name for the item.</summary>
internal sealed class ItemAliasScope(Scope row, string alias) : Scope(row, alias)
{
    protected override Value Value => Outer!.Find(Evaluator.RootName);
}
