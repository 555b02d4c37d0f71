using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>A partial update: https://learn.microsoft.com/azure/cosmos-db/partial-document-update.</summary>
internal sealed class PatchRequest
{
    // https://learn.microsoft.com/azure/cosmos-db/partial-document-update-faq
    private const int MaxOperations = 10;

    private readonly Func<Value, bool> condition;
    private readonly PatchOperation[] operations;

    private PatchRequest(Func<Value, bool> condition, PatchOperation[] operations)
    {
        this.condition = condition;
        this.operations = operations;
    }

    /// <exception cref="RequestRefusedException">400: not a patch, an unknown operation, or more than 10 of them.</exception>
    public static PatchRequest Parse(Value body, Func<string, Func<Value, bool>> compileCondition)
    {
        // The npm package sends the operations alone when there is no condition.
        var list = body.Kind == ValueKind.Array ? body : body["operations"];
        if (list is not { Kind: ValueKind.Array, Items: { Length: > 0 } operations })
            throw RequestRefusedException.BadRequest("A patch needs operations.");
        if (operations.Length > MaxOperations)
            throw RequestRefusedException.BadRequest($"The number of patch operations can't exceed '{MaxOperations}'.");
        var condition = body["condition"] is { Kind: ValueKind.String } text ? compileCondition(text.Text) : _ => true;
        return new(condition, [.. operations.Select(PatchOperation.Parse)]);
    }

    /// <summary>Whether the item meets the patch's condition.</summary>
    public bool Allows(Value item) => condition(item);

    /// <summary>The item with all operations done in order.</summary>
    /// <exception cref="RequestRefusedException">400: an operation does not fit the item.</exception>
    public Value Apply(Value item, PropertyPath partitionKeyPath)
    {
        foreach (var operation in operations)
        {
            operation.RefuseKey(partitionKeyPath);
            item = operation.Apply(item);
        }

        return item;
    }
}
