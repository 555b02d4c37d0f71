using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Venues;

namespace QNom.Diners.Reviews;

/// <summary>The triggers of reviews.</summary>
public sealed class ReviewFunctions(
    ReviewDesk desk, Moderation moderation, ReviewStore store, VenueRatings ratings, Outbox<ReviewOutboxMessage> outbox, Pseudonyms pseudonyms)
{
    internal const int UsualLimit = 20;
    internal const int MostAtOnce = 100;

    // 1,000 characters of four bytes each, escaped.
    private const int LargestBody = 16 * 1024;

    private sealed record Position(string After);

    /// <summary>What diners say of a venue, the latest first, page by page.</summary>
    [Function(nameof(ListReviews))]
    public async Task<IResult> ListReviews(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/reviews")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (after, limit) = Page(request);
        var (page, next) = await desk.ListAsync(RouteValue.Id(request, "venueId"), after, limit, cancellationToken);
        if (next is not null)
            Cursor.AddNextLink(request, CursorAfter(next));
        return ConditionalJson.Of(page, TimeSpan.Zero);
    }

    /// <summary>The caller's review of a venue.</summary>
    [Function(nameof(GetOwnReview))]
    public async Task<IResult> GetOwnReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/reviews/mine")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Shown(await desk.ReadAsync(RouteValue.Id(request, "venueId"), Of(request), cancellationToken));

    /// <summary>Writes the caller's review of a venue, or changes it. To change one, <c>If-Match</c> is needed.</summary>
    [Function(nameof(PutOwnReview))]
    public async Task<IResult> PutOwnReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/reviews/mine")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.ReadIfSent(request);
        var body = await JsonBody.ReadAsync<ReviewBody>(request, LargestBody, cancellationToken);
        return Shown(await desk.WriteAsync(RouteValue.Id(request, "venueId"), Of(request), body, seen, cancellationToken));
    }

    /// <summary>Removes the caller's review of a venue. A second time changes nothing.</summary>
    [Function(nameof(DeleteOwnReview))]
    public async Task<IResult> DeleteOwnReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/venues/{venueId}/reviews/mine")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await desk.RemoveAsync(RouteValue.Id(request, "venueId"), Of(request), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Answers a review for its venue.</summary>
    [Function(nameof(PutReply))]
    public async Task<IResult> PutReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/reviews/{reviewId}/reply")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<ReplyBody>(request, LargestBody, cancellationToken);
        return UncachedJson.Of(request, await moderation.ReplyAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "reviewId"), body, cancellationToken));
    }

    /// <summary>Takes the answer to a review back. A second time changes nothing.</summary>
    [Function(nameof(DeleteReply))]
    public async Task<IResult> DeleteReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/venues/{venueId}/reviews/{reviewId}/reply")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await moderation.ReplyAsync(RouteValue.Id(request, "venueId"), RouteValue.Id(request, "reviewId"), null, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Reports a review that should not stand. Each diner counts once.</summary>
    [Function(nameof(ReportReview))]
    public async Task<IResult> ReportReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/reviews/{reviewId}/report")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<ReviewReportBody>(request, LargestBody, cancellationToken);
        await desk.ReportAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "reviewId"), Of(request), body.Reason, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>What diners reported of reviews in the last 90 days, the latest first, page by page.</summary>
    [Function(nameof(ListReviewReports))]
    public async Task<IResult> ListReviewReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/review-reports")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (after, limit) = Page(request);
        var found = await store.ListAsync<ReviewReportDocument>(ReviewReportDocument.Partition, after, limit + 1, cancellationToken);
        if (found.Count > limit)
            Cursor.AddNextLink(request, CursorAfter(found[limit - 1].Order));
        return UncachedJson.Of(request, new ReviewReportPage([.. found.Take(limit).Select(report => report.Report)]));
    }

    /// <summary>Hides a review, or shows it again. It does not count while it is hidden.</summary>
    [Function(nameof(PutVisibility))]
    public async Task<IResult> PutVisibility(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/reviews/{reviewId}/visibility")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<VisibilityBody>(request, LargestBody, cancellationToken);
        return UncachedJson.Of(request, await moderation.ShowAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "reviewId"), body.HiddenFor, cancellationToken));
    }

    /// <summary>Shows a changed rating at its venue.</summary>
    [Function(nameof(ShowRating))]
    public Task ShowRating([QueueTrigger(RatingChanged.Queue)] string message, CancellationToken cancellationToken)
    {
        var change = QueueMessages.Read<RatingChanged>(message);
        return ratings.ShowAsync(change.VenueId, RatingPrior.Of(change.Counts, change.Revision), cancellationToken);
    }

    /// <summary>Delivers events that were committed and did not reach their queue, every half minute.</summary>
    [Function(nameof(SweepReviewOutbox))]
    public Task SweepReviewOutbox([TimerTrigger("20,50 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);

    /// <summary>The cursor of a page after a place in the order.</summary>
    internal static string CursorAfter(string order) => Cursor.Encode(new Position(order));

    private static (string? After, int Limit) Page(HttpRequest request) =>
        (Cursor.Read<Position>(request)?.After, Cursor.ReadLimit(request, UsualLimit, MostAtOnce));

    private static ConditionalContent Shown(OwnReviewView review) => ConditionalJson.Of(review, TimeSpan.Zero, revision: review.Revision);

    private string Of(HttpRequest request) => pseudonyms.Of(Caller.Of(request));
}
