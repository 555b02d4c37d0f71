namespace QNom.Diners.Alerts;

/// <summary>"Tell me when the wait at X is under 10 minutes between 11:45 and 13:00."</summary>
/// <param name="AlertId">Its id.</param>
/// <param name="VenueId">X.</param>
/// <param name="When">Under how many minutes, and between what and what.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
/// <param name="Revision">Counts its changes, from 1; editors compare it.</param>
public sealed record Alert(string AlertId, string VenueId, AlertRule When, DateTimeOffset CreatedAt, long Revision);

/// <summary>The alerts of a diner.</summary>
/// <param name="Alerts">The latest first.</param>
public sealed record AlertList(IReadOnlyList<Alert> Alerts);

/// <summary>A new alert.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="When">Under how many minutes, and between what and what.</param>
public sealed record NewAlert(string VenueId, AlertRule When);

/// <summary>A diner's alerts, in the diner's partition. Id: <c>alerts</c>.</summary>
internal sealed record AlertsDocument : IDinerDocument
{
    /// <summary>The most alerts of a diner.</summary>
    public const int Most = 20;

    /// <inheritdoc/>
    public static string CurrentSchema => "diner-alerts/1";

    /// <inheritdoc/>
    public static string DocumentId => "alerts";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>Whose.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}

/// <summary>
/// An alert in the partition of its venue, so that a changed wait finds those that it may concern in one query. A copy: what
/// holds is in <see cref="AlertsDocument"/>, and is read before anyone is told anything. Id: the alert's.
/// </summary>
internal sealed record AlertEntryDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "alert-entry/1";

    /// <summary>The partition of a venue's alerts; no diner's pseudonym can be the same.</summary>
    public static string PartitionOf(string venueId) => $"~alerts:{venueId}";

    /// <summary>The alert.</summary>
    public required string Id { get; init; }

    /// <summary>The partition: see <see cref="PartitionOf"/>.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The venue.</summary>
    public required string VenueId { get; init; }

    /// <summary>Whose alert it is.</summary>
    public required string Owner { get; init; }

    /// <summary>The wait must be shorter than this.</summary>
    public required int UnderMinutes { get; init; }

    /// <summary>When it begins, in minutes of Singapore's day.</summary>
    public required int FromMinute { get; init; }

    /// <summary>When it ends, in minutes since that day's midnight; above 1440 on the next day.</summary>
    public required int UntilMinute { get; init; }

    /// <summary>Nothing is to be told before this, in seconds since 1970: it was told until then.</summary>
    public required long ToldUntil { get; init; }

    /// <summary>The entry of an alert.</summary>
    public static AlertEntryDocument Of(string owner, Alert alert, DateTimeOffset? toldUntil) => new()
    {
        Id = alert.AlertId,
        DinerId = PartitionOf(alert.VenueId),
        VenueId = alert.VenueId,
        Owner = owner,
        UnderMinutes = alert.When.UnderMinutes,
        FromMinute = alert.When.From.Minutes,
        UntilMinute = alert.When.End,
        ToldUntil = toldUntil?.ToUnixTimeSeconds() ?? 0,
    };
}
