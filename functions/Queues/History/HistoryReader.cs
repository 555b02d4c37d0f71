using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Queues.History;

/// <summary>Says what a venue's queue was like, and what it usually is like.</summary>
public sealed class HistoryReader(QueueReader queues, QueueStore store, TimeProvider time)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A page of what was, and the step that the next one starts with; null on the last page. One point read (head, with the
    /// minute that runs) and one query in the venue's partition.
    /// </summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<(QueueHistory Page, DateTimeOffset? Next)> ReadAsync(
        string venueId, HistoryQuery query, CancellationToken cancellationToken)
    {
        // The head first: a minute that ends in between is then in both, and one that is in neither there is not.
        var head = await queues.FindHeadAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
        // One more than the page tells whether there is a next one.
        var minutes = await store.ListMinutesAsync(venueId, query.Start, query.To, query.Minutes + 1, cancellationToken);
        var isCut = minutes.Count > query.Minutes;
        if (!isCut && head.Minute is { } running && running.At >= query.Start && running.At < query.To
            && minutes.All(minute => minute.At != running.At))
        {
            minutes = [.. minutes.Append(running).OrderBy(minute => minute.At)];
        }

        var steps = minutes.GroupBy(minute => QueueMinute.Floor(minute.At, query.Step)).Select(Together).ToList();
        // Where the reading was cut the last step may be half there; it begins the next page.
        var whole = Math.Min(query.Limit, isCut ? steps.Count - 1 : steps.Count);
        return (
            new QueueHistory(venueId, query.From, query.To, query.Step, [.. steps.Take(whole)]),
            whole < steps.Count ? steps[whole].At : null);
    }

    /// <summary>What a day of the week is usually like, by the quarter of an hour: one point read (head).</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<UsualDay> ReadUsualAsync(string venueId, DayOfWeek? day, CancellationToken cancellationToken)
    {
        var head = await queues.FindHeadAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
        // The next such day, today included: how this week differs from others then fades as far ahead as that is.
        var today = SingaporeTime.Local(time.GetUtcNow()).Date;
        var date = today.AddDays(((int)(day ?? today.DayOfWeek) - (int)today.DayOfWeek + 7) % 7);
        var midnight = new DateTimeOffset(date, SingaporeTime.Offset);
        var waits = Enumerable.Range(0, 96).Select(i => midnight + (i * Quarter))
            .Where(at => StatusView.IsUsualKnown(head.Estimator, at))
            .Select(at => new UsualWait($"{at:HH:mm}", StatusView.UsualMinutes(head.Estimator, at)));
        return new UsualDay(venueId, date.DayOfWeek, [.. waits]);
    }

    private static HistoryStep Together(IGrouping<DateTimeOffset, QueueMinute> step) => new(
        step.Key, step.Sum(minute => minute.Reports), step.Sum(minute => minute.Notices),
        SaidRange.Of(step.Select(minute => minute.Said).Aggregate(SaidWaits.With)), step.Last().Shown);
}
