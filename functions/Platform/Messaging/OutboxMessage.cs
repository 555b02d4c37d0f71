using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Platform.Messaging;

/// <summary>
/// An event that was committed together with the change that caused it, and is deleted once it is on its queue. It lives in
/// the partition of that change, so each container has its own kind. See <see cref="Outbox{T}"/>.
/// </summary>
public abstract record OutboxMessage
{
    /// <summary>The value of <see cref="Type"/>; the one thing by which a sweep finds these documents.</summary>
    public const string DocumentType = "outbox";

    /// <summary>What a container that holds these must index.</summary>
    public static IReadOnlyList<string> IndexedPaths { get; } = ["/type/?", "/committedAt/?"];

    /// <summary>A name unique in the partition.</summary>
    public required string Id { get; init; }

    /// <summary>Always <see cref="DocumentType"/>.</summary>
    public string Type { get; init; } = DocumentType;

    /// <summary>The queue it is for.</summary>
    public required string Queue { get; init; }

    /// <summary>The message as it goes onto the queue.</summary>
    public required JsonElement Message { get; init; }

    /// <summary>When it was committed, UTC.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The value of the container's partition key.</summary>
    [JsonIgnore]
    public abstract string Partition { get; }
}
