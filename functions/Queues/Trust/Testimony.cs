using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>Where a report comes from, as far as it may be known. None of it is personal: hashes under a secret key.</summary>
/// <param name="Reporter">64 bits of a hash of the reporter's pseudonym.</param>
/// <param name="Network">A truncated hash of the network, under a key that changes; 0 if it is not known.</param>
/// <param name="Device">The same of the device; 0 if it is not known.</param>
/// <param name="SignedUp">False for a device without an account, of which anybody can have many.</param>
public readonly record struct Origin(ulong Reporter, uint Network = 0, uint Device = 0, bool SignedUp = true);

/// <summary>A diner's report, to be judged before it counts.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="Origin">From whom.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Evidence">What it says.</param>
public readonly record struct Testimony(Guid ReportId, Origin Origin, DateTimeOffset ReceivedAt, Evidence Evidence);

/// <summary>What became of a report.</summary>
/// <param name="Weight">What it counts, where the report of an average reporter counts 1; 0 if it was held back.</param>
/// <param name="Held">Why it was held back; null if it counts.</param>
public readonly record struct Verdict(double Weight, HeldReason? Held);

/// <summary>What a report changed: how it was judged itself, and which earlier ones now count because of it.</summary>
/// <param name="Verdict">On the report.</param>
/// <param name="Released">Reports that were held back until now, with their weights.</param>
public sealed record Judged(Verdict Verdict, IReadOnlyList<(Guid ReportId, double Weight)> Released);
