using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Venues;

namespace QNom.Queues;

/// <summary>A report that was accepted and will be counted.</summary>
/// <param name="ReportId">Its id.</param>
/// <param name="VenueId">Where.</param>
/// <param name="ReceivedAt">When, UTC.</param>
public sealed record AcceptedReport(string ReportId, string VenueId, DateTimeOffset ReceivedAt);

/// <summary>Accepts reports: checks what must be checked before an answer, and makes them durable.</summary>
public sealed class ReportIntake(
    VenueStore venues, QueueStore store, StorageQueues queues, Pseudonyms pseudonyms, TimeProvider time)
{
    /// <summary>Accepts a report; when this returns, it is on the queue.</summary>
    /// <param name="venueId">Where.</param>
    /// <param name="caller">Who.</param>
    /// <param name="body">What.</param>
    /// <param name="idempotencyKey">
    /// The caller's key, or null. The same report under the same key is the same report, however often it is sent.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ProblemException">400, 404 for an unknown venue, 422 for a reused key, 429 for a turn that is taken.</exception>
    public async Task<AcceptedReport> AcceptAsync(
        string venueId, Caller caller, ReportBody body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        body.Validate();
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");

        var reporter = pseudonyms.Of(caller);
        var turn = new ReporterTurn
        {
            Id = ReporterTurn.IdOf(reporter),
            VenueId = venueId,
            ReportId = IdFor(venueId, reporter, body, idempotencyKey),
            Key = KeyHash(idempotencyKey),
            TakenAt = time.GetUtcNow(),
        };
        if (await store.TakeTurnAsync(turn, cancellationToken) is { } taken)
            return await RepeatAsync(taken, turn, body, reporter, cancellationToken);

        try
        {
            return await EnqueueAsync(turn, body, reporter, cancellationToken);
        }
        catch
        {
            // Not accepted, so the reporter may try again at once, also if the request itself was cancelled.
            await store.ReturnTurnAsync(turn, CancellationToken.None);
            throw;
        }
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

    // A client that did not see our answer sends again. The first message may or may not be on the queue; a second one does
    // no harm, since a report is counted by its id.
    private Task<AcceptedReport> RepeatAsync(
        ReporterTurn taken, ReporterTurn wanted, ReportBody body, string reporter, CancellationToken cancellationToken)
    {
        if (taken.ReportId == wanted.ReportId)
            return EnqueueAsync(taken, body, reporter, cancellationToken);
        if (wanted.Key is not null && taken.Key == wanted.Key)
            throw KeyReused();
        throw ReportedRecently(taken.TakenAt + ReporterTurn.Length - time.GetUtcNow());
    }

    private async Task<AcceptedReport> EnqueueAsync(
        ReporterTurn turn, ReportBody body, string reporter, CancellationToken cancellationToken)
    {
        await queues.EnqueueAsync(
            QueueNames.Reports,
            new ReportMessage(
                ReportMessage.CurrentSchema, turn.ReportId, turn.VenueId, reporter, turn.TakenAt,
                body.WaitMinutes, body.QueueLength),
            cancellationToken);
        return new AcceptedReport(turn.ReportId, turn.VenueId, turn.TakenAt);
    }

    // The body is part of the id: the same key with another body must never pass for a report that was counted already.
    private static string IdFor(string venueId, string reporter, ReportBody body, string? idempotencyKey) =>
        idempotencyKey is null
            ? Guid.NewGuid().ToString()
            : new Guid(Hash(string.Create(CultureInfo.InvariantCulture,
                $"{venueId}\n{reporter}\n{idempotencyKey}\n{body.WaitMinutes}\n{body.QueueLength}"))[..16]).ToString();

    private static string? KeyHash(string? idempotencyKey) =>
        idempotencyKey is null ? null : Convert.ToHexStringLower(Hash(idempotencyKey));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
