using QNom.Platform.Messaging;

namespace QNom.Diners.Alerts;

/// <summary>
/// An alert is to be looked at: it was changed, it began, or the wait at its venue is short. What holds then is read then, so
/// this may come late and twice.
/// </summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="DinerId">Whose, a pseudonym.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="VenueId">Where.</param>
/// <param name="Changed">Whether the alert is not at its venue yet as it is now.</param>
public sealed record AlertCheck(string Schema, string DinerId, string AlertId, string VenueId, bool Changed) : IQueueMessage
{
    /// <summary>The queue of these.</summary>
    public const string Queue = "alert-checks";

    /// <inheritdoc/>
    public static string CurrentSchema => "alert-check/1";

    /// <summary>That an alert was made, changed or deleted.</summary>
    internal static AlertCheck OfChanged(string dinerId, Alert alert) => new(CurrentSchema, dinerId, alert.AlertId, alert.VenueId, true);

    /// <summary>That an alert's time may have come.</summary>
    internal static AlertCheck Of(AlertEntryDocument entry) => new(CurrentSchema, entry.Owner, entry.Id, entry.VenueId, false);
}
