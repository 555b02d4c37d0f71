using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>A report that has not been compared yet with what is believed in hindsight.</summary>
internal struct PendingReport
{
    public Guid ReportId;
    public Origin Origin;

    /// <summary>Unix seconds of the time it speaks of, and of its arrival.</summary>
    public long At, ReceivedAt;

    /// <summary>Minutes in hundredths, or −1; people ahead, or −1.</summary>
    public int WaitHundredths, QueueLength;

    public bool Timed;

    /// <summary>What it counts, in hundredths; 0 while it is held back.</summary>
    public byte Weight;

    /// <summary>Why it is held back; null if it counts.</summary>
    public HeldReason? Held;

    /// <summary>Whether later evidence can release it.</summary>
    public readonly bool Waits =>
        Held is HeldReason.SameNetwork or HeldReason.ManyNewcomers or HeldReason.AloneAgainstTheRest;

    public readonly double Scale => Timed ? TrustModel.VisitScale : TrustModel.GuessScale;

    public static PendingReport Of(in Testimony testimony) => new()
    {
        ReportId = testimony.ReportId,
        Origin = testimony.Origin,
        At = testimony.Evidence.At.ToUnixTimeSeconds(),
        ReceivedAt = testimony.ReceivedAt.ToUnixTimeSeconds(),
        WaitHundredths = testimony.Evidence.WaitMinutes is { } minutes
            ? (int)Math.Round(Math.Clamp(minutes, 0, WaitScale.LongestMinutes) * 100)
            : -1,
        QueueLength = testimony.Evidence.QueueLength ?? -1,
        Timed = testimony.Evidence.Timed,
    };

    /// <summary>What it says, with the weight it has.</summary>
    public readonly Evidence ToEvidence() => new(
        DateTimeOffset.FromUnixTimeSeconds(At), SourceKind.Crowd,
        WaitHundredths < 0 ? null : WaitHundredths / 100.0,
        QueueLength < 0 ? null : QueueLength, Timed, Weight / 100.0);

    /// <summary>Whether both speak of the same wait, and do not come from one hand as far as can be seen.</summary>
    public readonly bool IsIndependentOf(in PendingReport other) =>
        Origin.Reporter != other.Origin.Reporter
        && (Origin.Device == 0 || Origin.Device != other.Origin.Device)
        && Math.Abs(At - other.At) <= TrustModel.SameTimeMinutes * 60;
}
