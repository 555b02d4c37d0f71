namespace QNom.Queues.History;

/// <summary>What was said and shown at a venue.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="From">When it begins, UTC.</param>
/// <param name="To">When it ends, UTC; not in it any more.</param>
/// <param name="StepMinutes">How long a step is: 1, 5, 15 or 60 minutes.</param>
/// <param name="Steps">
/// The earliest first. A step in which nothing was said and nothing changed is left out: what was shown before held on, until
/// its <c>validUntil</c> if it has one.
/// </param>
public sealed record QueueHistory(
    string VenueId, DateTimeOffset From, DateTimeOffset To, int StepMinutes, IReadOnlyList<HistoryStep> Steps);

/// <summary>Some minutes at a venue.</summary>
/// <param name="At">When they began, UTC.</param>
/// <param name="Reports">Diners' reports that were counted in them.</param>
/// <param name="Notices">What the stall itself said in them.</param>
/// <param name="Said">The waits in both; null if none named minutes.</param>
/// <param name="Shown">What was shown at their end.</param>
public sealed record HistoryStep(DateTimeOffset At, int Reports, int Notices, SaidRange? Said, ShownWait Shown);

/// <summary>Waits that were said, in minutes.</summary>
/// <param name="Count">How many.</param>
/// <param name="Average">Their average, to a tenth.</param>
/// <param name="Least">The shortest.</param>
/// <param name="Most">The longest.</param>
public sealed record SaidRange(int Count, double Average, int Least, int Most)
{
    /// <summary>What people are told of them.</summary>
    public static SaidRange? Of(SaidWaits? said) => said is null
        ? null
        : new SaidRange(
            said.Count, Math.Round((double)said.Sum / said.Count, 1, MidpointRounding.AwayFromZero), said.Least, said.Most);
}
