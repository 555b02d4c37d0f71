namespace QNom.Queues.Estimation;

/// <summary>What one piece of recent evidence contributes.</summary>
/// <param name="At">When it became known.</param>
/// <param name="Kind">Who said it.</param>
/// <param name="Weight">What it counts, where a timed visit counts 1.</param>
/// <param name="QueueLength">People ahead, if it said so.</param>
public sealed record Contribution(DateTimeOffset At, SourceKind Kind, double Weight, int? QueueLength);
