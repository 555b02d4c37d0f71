using QNom.Platform.Messaging;

namespace QNom.Discovery.Rebuild;

/// <summary>What a rebuild goes through.</summary>
public enum RebuildPhase
{
    /// <summary>Each venue is listed as its sources say.</summary>
    Venues,

    /// <summary>Each card whose venue is elsewhere or nowhere is taken off.</summary>
    Cards,

    /// <summary>All is done.</summary>
    Finished,
}

/// <summary>A rebuild and how far it came, in a partition of its own in the read model's container. Kept 30 days.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cell">The partition key: always <see cref="Partition"/>.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Phase">What it goes through.</param>
/// <param name="Step">The step that is to be done; each is done once or, after a crash, again.</param>
/// <param name="Looked">How many venues and cards were looked at.</param>
/// <param name="Written">How many cards had to be written.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="MovedAt">When its last step was done, UTC.</param>
public sealed record RebuildDocument(
    string Id, string Cell, string Schema, RebuildPhase Phase, int Step, long Looked, long Written, DateTimeOffset StartedAt,
    DateTimeOffset MovedAt)
{
    /// <summary>The partition of all rebuilds; no cell is called so.</summary>
    public const string Partition = "~rebuilds";

    /// <summary>The shape this code writes and reads.</summary>
    public const string CurrentSchema = "discovery-rebuild/1";

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 30 * 24 * 60 * 60;

    /// <summary>A rebuild that is to begin.</summary>
    public static RebuildDocument Create(string id, DateTimeOffset now) =>
        new(id, Partition, CurrentSchema, RebuildPhase.Venues, 0, 0, 0, now, now);
}

/// <summary>One step of a rebuild.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="RebuildId">The rebuild.</param>
/// <param name="Phase">What it goes through.</param>
/// <param name="Step">The number of this step, from 0.</param>
/// <param name="After">Where the step before ended; null at the beginning of a phase.</param>
public sealed record RebuildStep(string Schema, string RebuildId, RebuildPhase Phase, int Step, string? After = null) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "discovery-rebuild-step/1";
}

/// <summary>A rebuild as operators see it.</summary>
/// <param name="RebuildId">Its id.</param>
/// <param name="Phase">What it goes through.</param>
/// <param name="Steps">How many steps are done.</param>
/// <param name="Looked">How many venues and cards were looked at.</param>
/// <param name="Written">How many cards had to be written: 0 if the read model was as its sources.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="MovedAt">When its last step was done, UTC.</param>
public sealed record RebuildView(
    string RebuildId, RebuildPhase Phase, int Steps, long Looked, long Written, DateTimeOffset StartedAt, DateTimeOffset MovedAt)
{
    /// <summary>What operators see of a rebuild.</summary>
    public static RebuildView Of(RebuildDocument rebuild) => new(
        rebuild.Id, rebuild.Phase, rebuild.Step, rebuild.Looked, rebuild.Written, rebuild.StartedAt, rebuild.MovedAt);
}
