using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Venues;

namespace QNom.Diners.Reviews;

/// <summary>What diners write of venues: one review per diner and venue.</summary>
public sealed class ReviewDesk(
    ReviewStore reviews, DinerStore diners, DinerProfiles profiles, VenueStore venues, CredentialKeys keys, TimeProvider time)
{
    // No diner reviews more in one go, and what is asked for comes page by page.
    private const int PageSize = 100;

    private readonly byte[] naming = keys.For("review ids");

    /// <summary>A page of a venue's reviews, and where it ends.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    internal async Task<(ReviewPage Page, string? Next)> ListAsync(
        string venueId, string? after, int limit, CancellationToken cancellationToken)
    {
        // One more than the page tells whether there is a next one.
        var found = await reviews.ListAsync<ReviewDocument>(venueId, after, limit + 1, cancellationToken);
        var rating = (await reviews.FindRatingAsync(venueId, cancellationToken))?.Document;
        if (rating is null)
            await RequireVenueAsync(venueId, cancellationToken);
        return (
            new ReviewPage(venueId, RatingSummary.Of(rating), [.. found.Take(limit).Select(ReviewView.Of)]),
            found.Count > limit ? found[limit - 1].Order : null);
    }

    /// <summary>A diner's own review: one point read.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    public async Task<OwnReviewView> ReadAsync(string venueId, string dinerId, CancellationToken cancellationToken) =>
        OwnReviewView.Of(Standing((await reviews.FindAsync(venueId, IdOf(venueId, dinerId), cancellationToken))?.Document) ?? throw NotFound());

    /// <summary>All reviews of a diner.</summary>
    public async Task<IReadOnlyList<OwnReview>> OfDinerAsync(string dinerId, CancellationToken cancellationToken)
    {
        var all = new List<OwnReview>();
        await foreach (var venueId in ReviewedAsync(dinerId, cancellationToken))
        {
            if (Standing((await reviews.FindAsync(venueId, IdOf(venueId, dinerId), cancellationToken))?.Document) is { } review)
                all.Add(new OwnReview(venueId, OwnReviewView.Of(review)));
        }

        return all;
    }

    /// <summary>Writes a review, or changes it.</summary>
    /// <param name="venueId">The venue.</param>
    /// <param name="dinerId">Who.</param>
    /// <param name="body">What.</param>
    /// <param name="seen">What its author last saw of it; null for a new one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ProblemException">400; 404; 409 while the diner is leaving; 412; 428: there is one already.</exception>
    public async Task<OwnReviewView> WriteAsync(
        string venueId, string dinerId, ReviewBody body, IfMatch? seen, CancellationToken cancellationToken)
    {
        body.Validate();
        await RequireVenueAsync(venueId, cancellationToken);
        var (now, reviewId, text) = (time.GetUtcNow(), IdOf(venueId, dinerId), body.Text.Trim());
        // Before anything is written for what is then refused.
        _ = IsRepeated((await reviews.FindAsync(venueId, reviewId, cancellationToken))?.Document, body.Stars, text, seen);
        var diner = await profiles.ChangeAsync(
            dinerId, diner => new DinerChange<DinerDocument>(diner) { Adds = [ReviewedDocument.Of(dinerId, venueId)] }, cancellationToken);
        var review = await reviews.ChangeAsync(venueId, reviewId, review =>
        {
            if (IsRepeated(review, body.Stars, text, seen))
                return review;
            return review is null or { Removed: true }
                ? New(venueId, reviewId, body.Stars, text, diner?.DisplayName, now, after: review)
                : review with
                {
                    Revision = review.Revision + 1,
                    Stars = body.Stars,
                    Text = text,
                    Author = diner?.DisplayName,
                    EditedAt = now,
                };
        }, cancellationToken);
        await diners.SaveAsync(dinerId, ReviewedDocument.Of(dinerId, venueId, body.Stars), cancellationToken);
        return OwnReviewView.Of(review!);
    }

    /// <summary>Removes a diner's review; that it was hidden stays known. A second time changes nothing.</summary>
    public async Task RemoveAsync(string venueId, string dinerId, CancellationToken cancellationToken)
    {
        var found = false;
        await reviews.ChangeAsync(
            venueId, IdOf(venueId, dinerId),
            review =>
            {
                found = Standing(review) is not null;
                return review switch
                {
                    null or { HiddenFor: null } => null,
                    { Removed: true } => review,
                    _ => review with { Revision = review.Revision + 1, Text = "", Author = null, Reply = null, Removed = true },
                };
            }, cancellationToken);
        // That there was one stays: another device may be writing a new one, which must be found when the diner leaves.
        if (found)
            await diners.SaveAsync(dinerId, ReviewedDocument.Of(dinerId, venueId), cancellationToken);
    }

    /// <summary>Lets a diner's reviews stay as nobody's: under another id, without a name. Again changes nothing.</summary>
    public async Task MakeAnonymousAsync(string dinerId, CancellationToken cancellationToken)
    {
        await foreach (var venueId in ReviewedAsync(dinerId, cancellationToken))
        {
            await reviews.ChangeAsync(venueId, IdOf(venueId, dinerId), review =>
            {
                var id = Guid.NewGuid().ToString("N");
                return review is null or { Removed: true } ? null : review with
                {
                    Id = ReviewDocument.IdOf(id),
                    ReviewId = id,
                    Author = null,
                    Order = review.Order is null ? null : ReviewDocument.OrderOf(review.CreatedAt, id),
                };
            }, cancellationToken);
        }
    }

    /// <summary>Notes that a diner thinks a review should not stand. Each diner counts once.</summary>
    /// <exception cref="ProblemException">404: there is no such review. 409: it is the diner's own.</exception>
    public async Task ReportAsync(
        string venueId, string reviewId, string dinerId, ReviewFault reason, CancellationToken cancellationToken)
    {
        if (reviewId == IdOf(venueId, dinerId))
            throw Own();
        _ = await reviews.FindAsync(venueId, reviewId, cancellationToken) is { Document.HiddenFor: null } ? true : throw NotFound();
        var (id, now) = ($"{reviewId}-{IdOf(reviewId, dinerId)}", time.GetUtcNow());
        await reviews.SaveReportAsync(
            new ReviewReportDocument
            {
                Id = id,
                Order = ReviewDocument.OrderOf(now, id),
                Report = new ReviewReport(venueId, reviewId, reason, now),
            }, cancellationToken);
    }

    /// <summary>404: there is no such review.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("review");

    /// <summary>409: nobody reports a review of their own.</summary>
    internal static ProblemException Own() =>
        new(StatusCodes.Status409Conflict, "own-review", "This is your own review.", "Change it or remove it.");

    /// <summary>A review that its author has not removed.</summary>
    internal static ReviewDocument? Standing(ReviewDocument? review) => review is { Removed: false } ? review : null;

    // Keyed: who knows a pseudonym cannot find its reviews.
    private string IdOf(string place, string dinerId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes($"{place}\n{dinerId}"))[..16]);

    // Whether it is the same once more, because its answer got lost. Else it must be what its author saw.
    private static bool IsRepeated(ReviewDocument? stored, int stars, string text, IfMatch? seen)
    {
        var review = Standing(stored);
        if (review is not null && seen is null)
            return review.Stars == stars && review.Text == text ? true : throw Problems.IfMatchNeeded();
        seen?.Require(review?.Revision ?? 0);
        return false;
    }

    private static ReviewDocument New(
        string venueId, string reviewId, int stars, string text, string? author, DateTimeOffset now, ReviewDocument? after) => new()
        {
            Id = ReviewDocument.IdOf(reviewId),
            VenueId = venueId,
            ReviewId = reviewId,
            Revision = (after?.Revision ?? 0) + 1,
            Stars = stars,
            Text = text,
            Author = author,
            CreatedAt = now,
            HiddenFor = after?.HiddenFor,
            Order = after?.HiddenFor is null ? ReviewDocument.OrderOf(now, reviewId) : null,
        };

    private async IAsyncEnumerable<string> ReviewedAsync(
        string dinerId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var page = await diners.ListAsync<ReviewedDocument>(dinerId, ReviewedDocument.Prefix, after, PageSize, cancellationToken);
            foreach (var reviewed in page)
                yield return reviewed.VenueId;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Id;
        }
    }

    private async Task RequireVenueAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
    }
}
