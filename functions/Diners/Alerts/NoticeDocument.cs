using System.Globalization;

namespace QNom.Diners.Alerts;

/// <summary>What a diner was told of an alert.</summary>
/// <param name="VenueId">Where.</param>
/// <param name="Likely">How long the wait was, in minutes.</param>
/// <param name="UnderMinutes">What the diner had asked for.</param>
/// <param name="At">When, UTC.</param>
public sealed record Notice(string VenueId, int Likely, int UnderMinutes, DateTimeOffset At);

/// <summary>That a diner was told of an alert on an occasion: there is one, however many saw the time come. Kept 30 days.</summary>
internal sealed record NoticeDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "notice/1";

    /// <summary>How the ids start.</summary>
    public const string Prefix = "notice:";

    /// <summary>The alert, its revision and the occasion's day: who changes an alert waits for something new.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What was told.</summary>
    public required Notice Notice { get; init; }

    /// <summary>When it went out, by channel, UTC.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Sent { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 30 * 24 * 60 * 60;

    /// <summary>The notice of an occasion.</summary>
    public static NoticeDocument Of(string dinerId, Alert alert, AlertOccasion occasion, int likely, DateTimeOffset now) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{alert.AlertId}-{alert.Revision}-{occasion.Day:yyyyMMdd}"),
        DinerId = dinerId,
        Notice = new Notice(alert.VenueId, likely, alert.When.UnderMinutes, now),
    };
}
