using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Batches;

/// <summary>The npm package's form of a batch: JSON arrays.</summary>
internal static class JsonBatch
{
    /// <exception cref="RequestRefusedException">400: malformed.</exception>
    public static IReadOnlyList<BatchOperation> Read(Value body) => body.Kind == ValueKind.Array
        ? [.. body.Items.Select(ReadOperation)]
        : throw RequestRefusedException.BadRequest("A batch must be an array of operations.");

    public static byte[] Write(IReadOnlyList<BatchResult> results) => ValueWriter.ToUtf8(Value.From(
        [.. results.Select(result => Value.From(ObjectValue.Of(
            ("statusCode", Value.From((long)result.Status)),
            ("subStatusCode", result.SubStatus == 0 ? Value.Undefined : Value.From((long)result.SubStatus)),
            ("requestCharge", Value.From(result.RequestCharge)),
            ("eTag", result.ETag is null ? Value.Undefined : Value.From(result.ETag)),
            ("resourceBody", result.Body.IsEmpty ? Value.Undefined : ValueReader.Parse(result.Body.Span)))))]));

    private static BatchOperation ReadOperation(Value operation)
    {
        if (!Enum.TryParse<BatchOperationKind>(Text(operation["operationType"]), out var kind))
            throw RequestRefusedException.BadRequest($"The batch operation {operation["operationType"]} is unknown.");
        var body = operation["resourceBody"];
        return new(
            kind,
            Text(operation["partitionKey"]) is { } key ? PartitionKey.FromHeader(key) : null,
            Text(operation["id"]),
            body.IsUndefined ? default : ValueWriter.ToUtf8(body),
            Text(operation["ifMatch"]),
            Text(operation["ifNoneMatch"]));
    }

    private static string? Text(Value value) => value.Kind == ValueKind.String ? value.Text : null;
}
