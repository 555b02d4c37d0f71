using Microsoft.Azure.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Venues.Hours;

namespace QNom.Diners.Alerts;

/// <summary>Finds the alerts that a venue's wait may concern, without reading those of other venues, diners or hours.</summary>
public sealed class AlertIndex(DinerStore store)
{
    /// <summary>Writes an alert into its venue's partition, over what is there.</summary>
    internal Task SaveAsync(string dinerId, Alert alert, DateTimeOffset? toldUntil, CancellationToken cancellationToken)
    {
        var entry = AlertEntryDocument.Of(dinerId, alert, toldUntil);
        return store.SaveAsync(entry.DinerId, entry, cancellationToken);
    }

    /// <summary>Removes an alert from its venue's partition; one that is gone is left gone.</summary>
    internal Task RemoveAsync(string venueId, string alertId, CancellationToken cancellationToken) =>
        store.RemoveAsync(AlertEntryDocument.PartitionOf(venueId), alertId, cancellationToken);

    /// <summary>
    /// The alerts of a venue that are on at this time of the day, wait for something longer than a wait, and were not told
    /// yet: one query in the venue's partition. Of the day of the week it knows nothing.
    /// </summary>
    internal IAsyncEnumerable<AlertEntryDocument> OnAsync(
        string venueId, int likely, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var minute = MinuteOf(now);
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.underMinutes > @likely AND c.toldUntil <= @now "
            + "AND ((c.fromMinute <= @minute AND c.untilMinute > @minute) OR c.untilMinute > @sinceYesterday)")
            .WithParameter("@likely", likely)
            .WithParameter("@now", now.ToUnixTimeSeconds())
            .WithParameter("@minute", minute)
            .WithParameter("@sinceYesterday", minute + ClockTime.Day);
        return QueryAsync(query, new QueryRequestOptions { PartitionKey = new PartitionKey(AlertEntryDocument.PartitionOf(venueId)) }, cancellationToken);
    }

    /// <summary>
    /// The alerts that began in this minute of the day or the one before, so that a wait that was short already is told, too:
    /// one query over partitions, as timers do.
    /// </summary>
    internal IAsyncEnumerable<AlertEntryDocument> BeginningAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.fromMinute IN (@minute, @before) AND c.toldUntil <= @now")
            .WithParameter("@minute", MinuteOf(now))
            .WithParameter("@before", MinuteOf(now - TimeSpan.FromMinutes(1)))
            .WithParameter("@now", now.ToUnixTimeSeconds());
        return QueryAsync(query, null, cancellationToken);
    }

    /// <summary>Removes what stands of a diner's alerts at venues. Again changes nothing.</summary>
    public async Task ForgetAsync(string dinerId, CancellationToken cancellationToken)
    {
        foreach (var alert in (await store.ReadAsync<AlertsDocument>(dinerId, cancellationToken))?.Document.Alerts ?? [])
            await RemoveAsync(alert.VenueId, alert.AlertId, cancellationToken);
    }

    private static int MinuteOf(DateTimeOffset at) => (int)SingaporeTime.Local(at).TimeOfDay.TotalMinutes;

    private async IAsyncEnumerable<AlertEntryDocument> QueryAsync(
        QueryDefinition query, QueryRequestOptions? options,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in store.Container.QueryAsync<AlertEntryDocument>(query, options, cancellationToken))
        {
            DocumentSchema.Require(entry.Schema, AlertEntryDocument.CurrentSchema);
            yield return entry;
        }
    }
}
