using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>An accepted report on its way to be counted.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="ReportId">Its id; the same report may arrive more than once.</param>
/// <param name="VenueId">Where.</param>
/// <param name="Reporter">Who, as a pseudonym.</param>
/// <param name="ReceivedAt">When it was accepted, UTC.</param>
/// <param name="ObservedAt">When the reporter said so, UTC: earlier than it was accepted, if the client was offline.</param>
/// <param name="FromDevice">Whether the reporter never signed up.</param>
/// <param name="WaitMinutes">The guessed wait in minutes.</param>
/// <param name="QueueLength">The reported number of people ahead.</param>
/// <param name="JoinedAt">When a timed visit began, UTC.</param>
/// <param name="ServedAt">When it ended, UTC.</param>
/// <param name="Network">A mark of the network it came from; 0 if that is not known. See <see cref="ReportOrigins"/>.</param>
/// <param name="Device">The same of the device.</param>
public sealed record ReportMessage(
    string Schema, string ReportId, string VenueId, string Reporter, DateTimeOffset ReceivedAt, DateTimeOffset ObservedAt,
    bool FromDevice = false, int? WaitMinutes = null, int? QueueLength = null,
    DateTimeOffset? JoinedAt = null, DateTimeOffset? ServedAt = null,
    uint Network = 0, uint Device = 0) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "queue-report-accepted/3";
}

/// <summary>Takes note of a report that was taken up. Called more than once for some.</summary>
public delegate Task ReportCounted(ReportMessage report, CancellationToken cancellationToken);
