namespace QNom.Operations.Audit;

/// <summary>Goes over the whole trail and says where it was tampered with.</summary>
public sealed class AuditVerifier(AuditTrail trail, AuditSeal seals)
{
    private const int MostFaults = 100;

    private readonly record struct Link(string Previous, string Seal, bool Holds);

    /// <summary>Verifies the trail: one query over its partition, all pages of it.</summary>
    /// <param name="noted">A line's number and seal, as an earlier verification gave them; null if none was noted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditVerification> VerifyAsync((long Number, string Seal)? noted, CancellationToken cancellationToken)
    {
        // The end first: lines that are added meanwhile come after it, and are left to the next time.
        var head = await trail.FindHeadAsync(cancellationToken);
        var links = new Dictionary<long, Link>();
        var faults = new List<AuditFault>();
        await foreach (var entry in trail.ReadAllAsync(cancellationToken))
        {
            if (!links.TryAdd(entry.Number, new Link(entry.Previous, entry.Seal, seals.Holds(entry))))
                faults.Add(new AuditFault(entry.Number, AuditFaultKind.Repeated));
        }

        var before = "";
        for (var number = 1L; number <= head.Number && faults.Count < MostFaults; number++)
        {
            if (!links.TryGetValue(number, out var link))
            {
                faults.Add(new AuditFault(number, AuditFaultKind.Missing));
                before = "";
                continue;
            }

            if (!link.Holds)
                faults.Add(new AuditFault(number, AuditFaultKind.Changed));
            // After a gap there is nothing to compare with.
            else if (link.Previous != before && (number == 1 || links.ContainsKey(number - 1)))
                faults.Add(new AuditFault(number, AuditFaultKind.Unlinked));
            before = link.Seal;
        }

        if (head.Number > 0 && links.TryGetValue(head.Number, out var last) && last.Seal != head.Seal)
            faults.Add(new AuditFault(head.Number, AuditFaultKind.Unlinked));
        if (noted is { } known && (!links.TryGetValue(known.Number, out var then) || then.Seal != known.Seal))
            faults.Add(new AuditFault(known.Number, AuditFaultKind.Rewritten));
        return new AuditVerification(
            faults.Count == 0, head.Number, head.Seal, [.. faults.Distinct().OrderBy(fault => fault.Number).Take(MostFaults)]);
    }
}
