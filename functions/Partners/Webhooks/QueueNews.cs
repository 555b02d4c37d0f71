using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QNom.Queues;

namespace QNom.Partners.Webhooks;

/// <summary>A stall's line as its partner's system is told of it.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="Revision">Counts the line's changes: what comes with a lower one is older. Not each of them is told.</param>
/// <param name="State">Whether people can queue.</param>
/// <param name="Reason">Why not; null if they can.</param>
/// <param name="Until">Until when not, UTC; null if they can, or that is not known.</param>
/// <param name="Level">The wait in a word; null if none is shown.</param>
/// <param name="Wait">The wait of someone joining now, in minutes; null if none is shown.</param>
/// <param name="QueueLength">People in the line as last counted; null if nobody counted lately.</param>
/// <param name="Confidence">How sure that is, 0 to 1.</param>
/// <param name="UpdatedAt">The time of the newest evidence, UTC; null if there is none.</param>
/// <param name="ValidUntil">Until when it may be shown as live, UTC; null if it is not live.</param>
public sealed record QueueNews(
    string VenueId, long Revision, VenueState State, ShutReason? Reason, DateTimeOffset? Until, WaitLevel? Level, WaitRange? Wait,
    int? QueueLength, double Confidence, DateTimeOffset? UpdatedAt, DateTimeOffset? ValidUntil)
{
    private const int DigestDigits = 16;

    /// <summary>What is told of a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="at">When it was first to be told, UTC.</param>
    public static WebhookNews Of(QueueChanged change, DateTimeOffset at) => new(
        // Of a digest: a stall's id may be as long as an id with something before and after it must not be.
        string.Create(CultureInfo.InvariantCulture, $"queue-{Digest(change.VenueId)}-{change.Sequence}"), WebhookTopics.Queue, at,
        new QueueNews(
            change.VenueId, change.Sequence, change.Status.State, change.Status.Reason, change.Status.Until, change.Status.Level,
            change.Status.Wait, change.Status.QueueLength, change.Status.Confidence, change.Status.UpdatedAt, change.Status.ValidUntil));

    private static string Digest(string venueId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(venueId)))[..DigestDigits];
}
