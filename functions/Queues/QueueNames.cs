namespace QNom.Queues;

/// <summary>The queues of this capability.</summary>
public static class QueueNames
{
    /// <summary>Accepted reports, to be counted.</summary>
    public const string Reports = "queue-reports";

    /// <summary>What changed at venues' queues, for read models.</summary>
    public const string Events = "queue-events";

    /// <summary>What changed in venues' hours and sites' closures, for the heads.</summary>
    public const string Openings = QNom.Venues.Hours.OpeningChanged.Queue;
}
