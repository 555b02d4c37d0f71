using QNom.Platform.Messaging;

namespace QNom.Operations.Recovery;

/// <summary>What a backup is to hold, written before its first part.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="BackupId">When it began, UTC, as <c>20261125T193000Z-1f2e3d4c</c>: ids sort by time.</param>
/// <param name="StartedAt">The same as a time. Whatever was committed before is in the backup.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Shards">What is exported by itself: a range of the partition keys of a container.</param>
public sealed record BackupPlan(
    string Schema, string BackupId, DateTimeOffset StartedAt, string Database, IReadOnlyList<BackupShard> Shards)
{
    /// <summary>The shape this code writes and reads.</summary>
    public const string CurrentSchema = "backup-plan/1";
}

/// <summary>A range of the partition keys of a container.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Container">The container.</param>
/// <param name="Range">The range, as the SDK writes it; it stays valid when the service splits a partition.</param>
public sealed record BackupShard(int Number, string Container, string Range);

/// <summary>One part of a shard that has been written. What is not noted does not belong to the backup.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Blob">The part's blob: JSON lines, compressed with gzip.</param>
/// <param name="Documents">How many lines it has. A document that changed meanwhile may be in a later part again.</param>
/// <param name="Bytes">The size of the blob.</param>
/// <param name="Sha256">The SHA-256 of the blob, in hexadecimal digits.</param>
/// <param name="Next">Where the next part goes on; null if this was the last.</param>
public sealed record BackupPart(string Schema, string Blob, long Documents, long Bytes, string Sha256, string? Next)
{
    /// <summary>The shape this code writes and reads.</summary>
    public const string CurrentSchema = "backup-part/1";
}

/// <summary>A whole backup. Written last: without it there is none.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="BackupId">Its id.</param>
/// <param name="StartedAt">Whatever was committed before is in it, UTC.</param>
/// <param name="FinishedAt">When the last part was written, UTC.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Shards">What it holds.</param>
public sealed record BackupManifest(
    string Schema, string BackupId, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Database, IReadOnlyList<ExportedShard> Shards)
{
    /// <summary>The shape this code writes and reads.</summary>
    public const string CurrentSchema = "backup-manifest/1";

    /// <summary>How many lines all parts have.</summary>
    public long Documents => Shards.Sum(shard => shard.Parts.Sum(part => part.Documents));
}

/// <summary>A shard with its parts, in the order in which they are to be restored.</summary>
/// <param name="Container">The container.</param>
/// <param name="Parts">The parts.</param>
public sealed record ExportedShard(string Container, IReadOnlyList<BackupPart> Parts);

/// <summary>A part of a shard that is to be written.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="BackupId">The backup.</param>
/// <param name="Shard">The shard's number in the plan.</param>
/// <param name="Part">The part's number in the shard, from 0.</param>
/// <param name="From">Where it goes on; null at the beginning.</param>
public sealed record ExportStep(string Schema, string BackupId, int Shard, int Part, string? From) : IQueueMessage
{
    /// <summary>The queue.</summary>
    public const string Queue = "backup-shards";

    /// <inheritdoc/>
    public static string CurrentSchema => "backup-step/1";
}
