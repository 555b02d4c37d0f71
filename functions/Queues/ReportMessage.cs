using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>An accepted report on its way to be counted.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="ReportId">Its id; the same report may arrive more than once.</param>
/// <param name="VenueId">Where.</param>
/// <param name="Reporter">Who, as a pseudonym.</param>
/// <param name="ReceivedAt">When it was accepted, UTC.</param>
/// <param name="WaitMinutes">The reported wait in minutes.</param>
/// <param name="QueueLength">The reported number of people ahead.</param>
public sealed record ReportMessage(
    string Schema, string ReportId, string VenueId, string Reporter, DateTimeOffset ReceivedAt,
    int? WaitMinutes = null, int? QueueLength = null) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "queue-report-accepted/1";
}
