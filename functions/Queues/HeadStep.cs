using QNom.Queues.Trust;

namespace QNom.Queues;

/// <summary>What a change makes of a head, and what is stored in the same batch.</summary>
/// <param name="Head">The next head; the same one if there is nothing to change.</param>
public sealed record HeadStep(QueueHead Head)
{
    /// <summary>The report that is the cause; null if there is none.</summary>
    public ReportDocument? Report { get; init; }

    /// <summary>Under what that report was read, if it was stored before; null if it must be new.</summary>
    public string? ReportETag { get; init; }

    /// <summary>Reports that were held back and count from now on.</summary>
    public IReadOnlyList<ReleasedReport> Released { get; init; } = [];
}

/// <summary>A report that was held back and counts from now on.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="Weight">What it counts, where the report of an average reporter counts 1.</param>
/// <param name="Release">When, and because of what.</param>
public sealed record ReleasedReport(string ReportId, double Weight, Release Release);
