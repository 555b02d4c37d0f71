using QNom.Queues;

namespace QNom.Partners.Webhooks;

/// <summary>
/// Tells partners' systems of the lines at their stalls: of each opening, pause, closing and selling out, and of a wait that
/// has changed noticeably. What is told costs by the changes that people would notice, and not by the reports that come in.
/// </summary>
public sealed class QueueTeller(WebhookStore store, WebhookAnnouncer announcer, Onboarding partners, TimeProvider time) : IQueueReadModel
{
    /// <summary>Tells of a change: one point read at a stall of nobody, and three per partner where there is no news.</summary>
    public async Task ShowAsync(QueueChanged change, CancellationToken cancellationToken)
    {
        foreach (var partner in await partners.PartnersAtAsync(change.VenueId, cancellationToken))
        {
            if (!(await store.FindAsync(partner, cancellationToken)).Endpoints.Any(endpoint => endpoint.Takes(WebhookTopics.Queue)))
                continue;
            var now = time.GetUtcNow();
            var told = await store.ChangeToldAsync(
                partner, change.VenueId, told => told is null || told.IsOutdatedBy(change) ? ToldLine.Of(partner, change, now) : null, cancellationToken);
            // Also when it was noted before: who noted it may have died before it was told.
            if (told.Sequence == change.Sequence)
                await announcer.AnnounceAsync(partner, QueueNews.Of(change, told.At), cancellationToken);
        }
    }
}
