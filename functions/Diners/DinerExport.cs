using QNom.Diners.Alerts;
using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Diners.Reviews;
using QNom.Diners.Visits;

namespace QNom.Diners;

/// <summary>Everything that is held of a diner.</summary>
/// <param name="Profile">Name, preferences and consents.</param>
/// <param name="Favourites">Favourite venues.</param>
/// <param name="Consents">What the diner ever said to each purpose, the latest first.</param>
/// <param name="Visits">Where the diner was in the last 90 days, the latest first.</param>
/// <param name="Reviews">The diner's reviews.</param>
/// <param name="Alerts">Of what the diner wants to be told.</param>
/// <param name="Channels">How.</param>
/// <param name="Notices">What the diner was told in the last 30 days, in no order.</param>
/// <param name="Elsewhere">What else is held and cannot be found by the diner: what, and for how long.</param>
public sealed record DinerData(
    DinerView Profile, IReadOnlyList<Favourite> Favourites, IReadOnlyList<Consent> Consents, IReadOnlyList<Visit> Visits,
    IReadOnlyList<OwnReview> Reviews, IReadOnlyList<Alert> Alerts, IReadOnlyList<Channel> Channels, IReadOnlyList<Notice> Notices,
    IReadOnlyList<string> Elsewhere);

/// <summary>Gives diners what is held of them (Personal Data Protection Act 2012, section 21).</summary>
public sealed class DinerExport(DinerStore store, ReviewDesk reviews, AlertDesk alerts, ChannelDesk channels)
{
    private const int PageSize = 100;

    internal static IReadOnlyList<string> HeldElsewhere { get; } =
    [
        "Reports of queues: kept 90 days by venue under a pseudonym, not listed by person.",
        "First answers to requests with an Idempotency-Key: kept 24 hours, encrypted.",
        "Orders: kept under a pseudonym, listed by GET /orders.",
    ];

    /// <summary>Everything that is held of a diner, whole: it is read page by page.</summary>
    public async Task<DinerData> OfAsync(string dinerId, CancellationToken cancellationToken)
    {
        var diner = await store.FindAsync(dinerId, cancellationToken);
        var consents = await AllAsync<ConsentChangeDocument>(dinerId, ConsentChangeDocument.Prefix, found => found.Id, cancellationToken);
        var visits = await AllAsync<VisitDocument>(dinerId, VisitDocument.Prefix, found => found.Id, cancellationToken);
        var notices = await AllAsync<NoticeDocument>(dinerId, NoticeDocument.Prefix, found => found.Id, cancellationToken);
        return new DinerData(
            DinerView.Of(diner), diner?.Favourites ?? [], [.. consents.Select(change => change.Consent)],
            [.. visits.Select(visit => visit.ToVisit())], await reviews.OfDinerAsync(dinerId, cancellationToken),
            (await alerts.ListAsync(dinerId, cancellationToken)).Alerts, await channels.FindAsync(dinerId, cancellationToken),
            [.. notices.Select(found => found.Notice)], HeldElsewhere);
    }

    private async Task<List<T>> AllAsync<T>(string dinerId, string prefix, Func<T, string> id, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        for (string? after = null; ;)
        {
            var page = await store.ListAsync<T>(dinerId, prefix, after, PageSize, cancellationToken);
            all.AddRange(page);
            if (page.Count < PageSize)
                return all;
            after = id(page[^1]);
        }
    }
}
