using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>What is shown of a venue's queue has changed.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="VenueId">Where.</param>
/// <param name="Sequence">The head's change that caused it; a reader that has seen a higher one ignores this.</param>
/// <param name="Status">What is shown from now on.</param>
public sealed record QueueChanged(string Schema, string VenueId, long Sequence, QueueStatus Status) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "queue-changed/2";
}
