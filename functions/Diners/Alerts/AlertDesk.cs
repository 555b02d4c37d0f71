using QNom.Diners.Consents;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Diners.Alerts;

/// <summary>The alerts of diners. A change and the check that brings it to its venue are one batch.</summary>
public sealed class AlertDesk(DinerStore store, ConsentDesk consents, VenueStore venues, TimeProvider time)
{
    /// <summary>A diner's alerts: one point read.</summary>
    public async Task<AlertList> ListAsync(string dinerId, CancellationToken cancellationToken) =>
        new((await store.ReadAsync<AlertsDocument>(dinerId, cancellationToken))?.Document.Alerts ?? []);

    /// <summary>One of a diner's alerts: one point read.</summary>
    /// <exception cref="ProblemException">404: the diner has no such alert.</exception>
    public async Task<Alert> ReadAsync(string dinerId, string alertId, CancellationToken cancellationToken) =>
        Find((await store.ReadAsync<AlertsDocument>(dinerId, cancellationToken))?.Document, alertId);

    /// <summary>Makes an alert. One that says what another says is that other: sending it again makes no second one.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such venue; 409: no consent, too many, or the diner is leaving.</exception>
    public async Task<Alert> CreateAsync(string dinerId, NewAlert body, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors().Require(RouteValue.IsId(body.VenueId), "/venueId", "must be the id of a venue");
        errors.Require(body.When is not null, "/when", "must be an object");
        body.When?.Check(errors, "/when");
        errors.ThrowIfAny();
        await consents.RequireAsync(dinerId, ConsentPurpose.Notifications, cancellationToken);
        if (await venues.FindAsync(body.VenueId, cancellationToken) is null)
            throw Problems.NotFound("venue");

        var made = new Alert(Guid.NewGuid().ToString("N"), body.VenueId, body.When!.Filled(), time.GetUtcNow(), 1);
        var alerts = await store.ChangeAsync<AlertsDocument>(
            dinerId,
            found =>
            {
                if (found?.Alerts.Any(alert => IsLike(alert, made)) == true)
                    return null;
                if (found?.Alerts.Count >= AlertsDocument.Most)
                    throw TooMany();
                return Changed(dinerId, [made, .. found?.Alerts ?? []], made);
            },
            cancellationToken);
        return alerts!.Alerts.First(alert => IsLike(alert, made));
    }

    /// <summary>Changes an alert that is as its editor saw it.</summary>
    /// <exception cref="ProblemException">400; 404: the diner has no such alert; 412: it has changed meanwhile.</exception>
    public async Task<Alert> ChangeAsync(
        string dinerId, string alertId, AlertRule rule, IfMatch seen, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        rule.Check(errors, "");
        errors.ThrowIfAny();
        var alerts = await store.ChangeAsync<AlertsDocument>(
            dinerId,
            found =>
            {
                var before = Find(found, alertId);
                seen.Require(before.Revision);
                if (before.When.IsLike(rule))
                    return null;
                var now = before with { When = rule.Filled(), Revision = before.Revision + 1 };
                return Changed(dinerId, [.. found!.Alerts.Select(alert => alert.AlertId == alertId ? now : alert)], now);
            },
            cancellationToken);
        return Find(alerts, alertId);
    }

    /// <summary>Deletes an alert. A second time changes nothing.</summary>
    public Task DeleteAsync(string dinerId, string alertId, CancellationToken cancellationToken) =>
        store.ChangeAsync<AlertsDocument>(
            dinerId,
            found => found?.Alerts.FirstOrDefault(alert => alert.AlertId == alertId) is { } gone
                ? Changed(dinerId, [.. found.Alerts.Where(alert => alert != gone)], gone)
                : null,
            cancellationToken);

    /// <summary>404: the diner has no such alert.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("alert");

    /// <summary>409: there is no room for one more.</summary>
    internal static ProblemException TooMany() => DinerProfiles.TooMany("alerts", AlertsDocument.Most);

    private static bool IsLike(Alert one, Alert other) => one.VenueId == other.VenueId && one.When.IsLike(other.When);

    private static Alert Find(AlertsDocument? found, string alertId) =>
        found?.Alerts.FirstOrDefault(alert => alert.AlertId == alertId) ?? throw NotFound();

    private DinerChange<AlertsDocument> Changed(string dinerId, IReadOnlyList<Alert> alerts, Alert changed) =>
        new(new AlertsDocument { DinerId = dinerId, Alerts = alerts })
        {
            Events = [DinerOutboxMessage.Of(dinerId, AlertCheck.Queue, AlertCheck.OfChanged(dinerId, changed), time.GetUtcNow())],
        };
}
