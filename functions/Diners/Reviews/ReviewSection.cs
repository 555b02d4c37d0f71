using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Diners.Reviews;

/// <summary>What the API document says of reviews.</summary>
internal static class ReviewSection
{
    private const string Id = "5f1d7a84db00d2fce00b31a7fc73224f";

    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly Parameter ReviewId = Parameter.Id("reviewId", "The review.", Id);

    private static readonly Parameter[] Paging =
        [Parameter.PageLimit(ReviewFunctions.UsualLimit, ReviewFunctions.MostAtOnce), Parameter.PageCursor];

    private static readonly ProblemException BadLimit =
        Problems.Invalid("limit", $"must be a whole number from 1 to {ReviewFunctions.MostAtOnce}");

    private static readonly ProblemException BadText = Problems.Invalid("/text", "must be 2 to 1000 characters long");

    /// <summary>An example of one's own review.</summary>
    public static OwnReviewView Own { get; } = new(
        new ReviewView(Id, 4, "Tender chicken, fragrant rice.", "Mei", Lunch, null, new Reply("Thank you, come again!", Lunch.AddHours(3))), null, 1);

    public static ApiSection Section { get; } = new(
        "Reviews", "What diners say of stalls: one review per diner and stall, under a name that its author chose or under none.",
    [
        new Endpoint(nameof(ReviewFunctions.ListReviews), "Reviews of a stall, by page")
        {
            Parameters = [VenueId, .. Paging],
            Answer = Answer.Read("A page, the latest first.",
                Content.Written(new ReviewPage("maxwell-food-centre-chicken-rice", new RatingSummary(3.71, 2, [0, 0, 0, 1, 1]), [Own.Review])), TimeSpan.Zero,
                Header.NextPage($"/api/v1/venues/maxwell-food-centre-chicken-rice/reviews?limit=1&cursor={ReviewFunctions.CursorAfter(Id)}")),
            Problems = [BadLimit, Problems.NotFound("venue")],
        },
        new Endpoint(nameof(ReviewFunctions.GetOwnReview), "Your review of a stall")
        {
            Parameters = [VenueId],
            Answer = Answer.Read("The review, also while it is hidden.", Content.Written(Own), TimeSpan.Zero),
            Problems = [ReviewDesk.NotFound(), Problems.NotFound("venue")],
        },
        new Endpoint(nameof(ReviewFunctions.PutOwnReview), "Write or change your review of a stall")
        {
            Parameters = [VenueId, Parameter.IfMatch with { Text = "The ETag of your review, if there is one: 428 if it is missing, 412 if it is stale." }],
            Body = Content.Read(new ReviewBody(4, Own.Review.Text)),
            Answer = Answer.Read("The review as it is now.", Content.Written(Own), TimeSpan.Zero) with { Conditional = false },
            Problems = [BadText, Problems.NotFound("venue"), DinerProfiles.Leaving(), Problems.IfMatchNeeded(), Problems.Stale()],
        },
        new Endpoint(nameof(ReviewFunctions.DeleteOwnReview), "Remove your review of a stall")
        {
            Parameters = [VenueId],
            Answer = new Answer(204, "There is none.", null),
        },
        new Endpoint(nameof(ReviewFunctions.PutReply), "Answer a review as the stall's owner")
        {
            Parameters = [VenueId, ReviewId],
            Body = Content.Read(new ReplyBody("Thank you, come again!")),
            Answer = Answer.Uncached(200, "The review with the answer.", Content.Written(Own.Review)),
            Problems = [BadText],
        },
        new Endpoint(nameof(ReviewFunctions.DeleteReply), "Take an answer back")
        {
            Parameters = [VenueId, ReviewId],
            Answer = new Answer(204, "There is none.", null),
        },
        new Endpoint(nameof(ReviewFunctions.ReportReview), "Report a review that should not stand")
        {
            Parameters = [VenueId, ReviewId],
            Body = Content.Read(new ReviewReportBody(ReviewFault.Advertising)),
            Answer = new Answer(204, "Operators see it.", null),
            Problems = [Problems.Invalid("/reason", "has a value of the wrong type or out of range"), ReviewDesk.NotFound(), Problems.NotFound("venue"), ReviewDesk.Own()],
        },
        new Endpoint(nameof(ReviewFunctions.ListReviewReports), "Reported reviews, by page")
        {
            Parameters = Paging,
            Answer = Answer.Uncached(200, "A page, the latest first.",
                Content.Written(new ReviewReportPage([new ReviewReport("maxwell-food-centre-chicken-rice", Id, ReviewFault.Advertising, Lunch)])),
                Header.NextPage($"/api/v1/review-reports?limit=1&cursor={ReviewFunctions.CursorAfter(Id)}")),
            Problems = [BadLimit],
        },
        new Endpoint(nameof(ReviewFunctions.PutVisibility), "Hide a review, or show it again")
        {
            Parameters = [VenueId, ReviewId],
            Body = Content.Read(new VisibilityBody(ReviewFault.Advertising)),
            Answer = Answer.Uncached(200, "The review.", Content.Written(Own.Review)),
            Problems = [Problems.Invalid("/hiddenFor", "has a value of the wrong type or out of range")],
        },
    ]);
}
