using System.Text.Json;

namespace QNom.Operations.DeadLetters;

/// <summary>What hosts say on their own poison queue of a dropped file that failed all its attempts.</summary>
/// <param name="FunctionId">The function, after <c>Host.Functions.</c>.</param>
/// <param name="ContainerName">Where the file is.</param>
/// <param name="BlobName">Its name there.</param>
/// <param name="ETag">Its version that failed.</param>
internal sealed record BlobPoisonMessage(string FunctionId, string ContainerName, string BlobName, string ETag)
{
    /// <summary>The queue's name without <c>-poison</c>. There is no queue of that name: files are found by other means.</summary>
    public const string Queue = "webjobs-blobtrigger";

    private static readonly JsonSerializerOptions Format = new() { RespectRequiredConstructorParameters = true };

    /// <summary>The file, as <c>container/name</c>.</summary>
    public string Path => $"{ContainerName}/{BlobName}";

    /// <summary>The function's name.</summary>
    public string Function => FunctionId[(FunctionId.LastIndexOf('.') + 1)..];

    /// <summary>Reads a message; null if it is of another queue or not of this shape.</summary>
    public static BlobPoisonMessage? Read(string queue, BinaryData body)
    {
        if (queue != Queue)
            return null;
        try
        {
            return JsonSerializer.Deserialize<BlobPoisonMessage>(body, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
