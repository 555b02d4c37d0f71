using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Queues.Gate;
using QNom.Venues.Hours;

namespace QNom.Queues;

/// <summary>A report that was accepted and will be counted.</summary>
/// <param name="ReportId">Its id.</param>
/// <param name="VenueId">Where.</param>
/// <param name="ReceivedAt">When, UTC.</param>
public sealed record AcceptedReport(string ReportId, string VenueId, DateTimeOffset ReceivedAt);

/// <summary>Accepts reports: checks what must be checked before an answer, and makes them durable.</summary>
public sealed class ReportIntake(
    OpeningTimes openings, TurnKeeper turns, StorageQueues queues, Pseudonyms pseudonyms, ReportOrigins origins, TimeProvider time)
{
    /// <summary>Accepts a report; when this returns, it is on the queue.</summary>
    /// <param name="venueId">Where.</param>
    /// <param name="sender">Who, and from where.</param>
    /// <param name="body">What.</param>
    /// <param name="idempotencyKey">
    /// The caller's key, or null. The same report under the same key is the same report, however often it is sent.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ProblemException">400, 404 for an unknown venue, 409 for a closed one, 422 for a reused key, 429 for a turn that is taken.</exception>
    public async Task<AcceptedReport> AcceptAsync(
        string venueId, ReportSender sender, ReportBody body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        body.Check(new ValidationErrors(), "", now).ThrowIfAny();
        var opening = await openings.FindAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
        RequireOpen(opening, body.JoinedAt ?? now);

        var reporter = pseudonyms.Of(sender.Caller);
        var wanted = new Turn(
            ReportIdentity.IdFor(venueId, reporter, body, idempotencyKey), now, ReportIdentity.KeyHash(idempotencyKey));
        var outcome = (await turns.TakeAsync(venueId, reporter, [wanted], cancellationToken))[0];
        if (outcome.KeyReused)
            throw KeyReused();
        if (outcome.Turn is not { } turn)
            throw ReportedRecently(outcome.InTheWay!.At + ReporterTurns.Length - now);

        try
        {
            // A client that did not see our answer sends again. The first message may or may not be on the queue; a second
            // one does no harm, since a report is counted by its id.
            await EnqueueAsync(venueId, turn, reporter, sender, body, turn.At, cancellationToken);
            return new AcceptedReport(turn.ReportId, venueId, turn.At);
        }
        catch when (!outcome.Again)
        {
            // Not accepted, so the reporter may try again at once, also if the request itself was cancelled.
            await turns.ReturnAsync(venueId, reporter, turn, CancellationToken.None);
            throw;
        }
    }

    /// <summary>409: nobody can queue there now, so nothing can be said of a queue.</summary>
    internal static ProblemException VenueClosed(DateTimeOffset? opensAt) =>
        new(StatusCodes.Status409Conflict, "venue-closed", "This venue is closed at that time.",
            opensAt is null ? "When it opens is not known." : $"It opens at {opensAt:yyyy-MM-ddTHH:mm:ssZ}.");

    /// <summary>Refuses what is said of a time at which nobody can queue.</summary>
    /// <exception cref="ProblemException">409: the venue is closed.</exception>
    internal static void RequireOpen(Opening opening, DateTimeOffset at)
    {
        // Only by its hours: when a stall says itself that it is closed, it is for diners to say that it is not.
        if (opening.ShutAt(said: null, at) is { } shut)
            throw VenueClosed(shut.Until);
    }

    /// <summary>422: the key was sent with another body before.</summary>
    internal static ProblemException KeyReused() =>
        new(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
            "This Idempotency-Key was used for another report.", "Send a new key with a new report.");

    /// <summary>429: the reporter's turn at this venue is not over.</summary>
    internal static ProblemException ReportedRecently(TimeSpan left) =>
        new(StatusCodes.Status429TooManyRequests, "reported-recently",
            "You have just reported this queue.", "One report per venue in five minutes is counted.")
        { RetryAfter = left };

    /// <summary>Puts a report on the queue.</summary>
    internal Task EnqueueAsync(
        string venueId, Turn turn, string reporter, ReportSender sender, ReportBody body, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var visit = body.Visit(turn.At);
        var (network, device) = origins.MarksOf(sender, venueId, receivedAt);
        return queues.EnqueueAsync(
            QueueNames.Reports,
            new ReportMessage(
                ReportMessage.CurrentSchema, turn.ReportId, venueId, reporter, receivedAt, turn.At,
                sender.Caller.Kind == CallerKind.Device, body.WaitMinutes, body.QueueLength, visit?.JoinedAt, visit?.ServedAt,
                network, device),
            cancellationToken);
    }
}
