using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Core;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;
using RowResult = Microsoft.Azure.Cosmos.Serialization.HybridRow.Result;

namespace QNom.Local.Cosmos.Batches;

/// <summary>
/// The .NET SDK's form of a batch: HybridRow records. Reader and writer come with the SDK's package, and so does the
/// schema, as a resource of its main assembly.
/// </summary>
internal static class HybridRowBatch
{
    private const string SchemaResource = "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json";
    private const int InitialCapacity = 4096;

    private static readonly LayoutResolverNamespace Resolver = new(ReadSchema());
    private static readonly Layout ResultLayout = Resolver.Resolve(
        Resolver.Namespace.Schemas.Find(schema => schema.Name == "BatchResult")!.SchemaId);

    /// <summary>True if the bytes are HybridRow rather than JSON.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> body) => body.Length > 0 && body[0] == (byte)HybridRowVersion.V1;

    /// <exception cref="RequestRefusedException">400: malformed.</exception>
    public static IReadOnlyList<BatchOperation> Read(byte[] body)
    {
        var operations = new List<BatchOperation>();
        using var stream = new MemoryStream(body, writable: false);

        // The reader takes a resizer without capacity for the end of the stream.
        var reading = stream.ReadRecordIOAsync((Func<ReadOnlyMemory<byte>, RowResult>)(record =>
        {
            var row = new RowBuffer(record.Length);
            if (!row.ReadFrom(record.Span, HybridRowVersion.V1, Resolver))
                return RowResult.Failure;
            var reader = new RowReader(ref row);
            operations.Add(ReadOperation(ref reader));
            return RowResult.Success;
        }), resizer: new MemorySpanResizer<byte>(InitialCapacity));
        var outcome = Finished(reading);
        return outcome == RowResult.Success
            ? operations
            : throw RequestRefusedException.BadRequest($"The batch could not be read: {outcome}.");
    }

    public static byte[] Write(IReadOnlyList<BatchResult> results)
    {
        using var stream = new MemoryStream();
        var writing = stream.WriteRecordIOAsync(default, (long index, out ReadOnlyMemory<byte> buffer) =>
        {
            if (index >= results.Count)
            {
                buffer = default;
                return RowResult.Success;
            }

            var resizer = new MemorySpanResizer<byte>(InitialCapacity);
            var row = new RowBuffer(InitialCapacity, resizer);
            row.InitLayout(HybridRowVersion.V1, ResultLayout, Resolver);
            var written = RowWriter.WriteBuffer(ref row, results[(int)index], WriteResult);
            buffer = resizer.Memory[..row.Length];
            return written;
        });
        var outcome = Finished(writing);
        return outcome == RowResult.Success
            ? stream.ToArray()
            : throw new InvalidOperationException($"The batch's results could not be written: {outcome}.");
    }

    // The library only offers tasks, but over memory they never wait.
    private static RowResult Finished(Task<RowResult> overMemory) => overMemory.IsCompleted
        ? overMemory.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Records in memory were read or written in the background.");

    private static BatchOperation ReadOperation(ref RowReader reader)
    {
        var operation = new BatchOperation(default, null, null, default, null, null);
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType":
                    Check(reader.ReadInt32(out var kind));
                    operation = operation with { Kind = (BatchOperationKind)kind };
                    break;
                case "resourceType":
                    break;
                case "partitionKey":
                    Check(reader.ReadString(out string key));
                    operation = operation with { PartitionKey = Resources.PartitionKey.FromHeader(key) };
                    break;
                case "id":
                    Check(reader.ReadString(out string id));
                    operation = operation with { Id = id };
                    break;
                case "resourceBody":
                    Check(reader.ReadBinary(out byte[] body));
                    operation = operation with { Body = body };
                    break;
                case "ifMatch":
                    Check(reader.ReadString(out string ifMatch));
                    operation = operation with { IfMatch = ifMatch };
                    break;
                case "ifNoneMatch":
                    Check(reader.ReadString(out string ifNoneMatch));
                    operation = operation with { IfNoneMatch = ifNoneMatch };
                    break;
                case "minimalReturnPreference":
                    Check(reader.ReadBool(out var minimal));
                    operation = operation with { PrefersMinimal = minimal };
                    break;
                case "indexingDirective":
                    Check(reader.ReadString(out string directive));
                    if (directive != "Default")
                        throw RequestRefusedException.NotImplemented("indexing directives");
                    break;
                case var other:
                    throw RequestRefusedException.NotImplemented($"'{other}' of a batch operation");
            }
        }

        return operation;
    }

    private static RowResult WriteResult(ref RowWriter writer, TypeArgument type, BatchResult result)
    {
        Check(writer.WriteInt32("statusCode", result.Status));
        if (result.SubStatus != 0)
            Check(writer.WriteInt32("subStatusCode", result.SubStatus));
        if (result.ETag is not null)
            Check(writer.WriteString("eTag", result.ETag));
        if (!result.Body.IsEmpty)
            Check(writer.WriteBinary("resourceBody", result.Body.Span));
        Check(writer.WriteFloat64("requestCharge", result.RequestCharge));
        return RowResult.Success;
    }

    private static void Check(RowResult result)
    {
        if (result != RowResult.Success)
            throw RequestRefusedException.BadRequest($"The batch is malformed: {result}.");
    }

    private static Namespace ReadSchema()
    {
        using var resource = typeof(CosmosClient).Assembly.GetManifestResourceStream(SchemaResource)
            ?? throw new InvalidOperationException($"The SDK's assembly has no resource {SchemaResource}.");
        using var reader = new StreamReader(resource);
        return Namespace.Parse(reader.ReadToEnd());
    }
}
