using System.ComponentModel.DataAnnotations;

namespace QNom.Diners.Reviews;

/// <summary>What a venue's owner answered.</summary>
/// <param name="Text">The answer.</param>
/// <param name="At">When, UTC.</param>
public sealed record Reply(string Text, DateTimeOffset At);

/// <summary>A review as anyone sees it.</summary>
/// <param name="ReviewId">Its id, which says nothing of its author.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Text">What the diner wrote.</param>
/// <param name="Author">The name that the diner chose, or <c>A diner</c>.</param>
/// <param name="CreatedAt">When it was written, UTC.</param>
/// <param name="EditedAt">When it was last changed, UTC; null for never.</param>
/// <param name="Reply">What the owner answered; null for nothing.</param>
public sealed record ReviewView(
    string ReviewId, [property: Range(1, RatingPrior.MostStars)] int Stars, string Text, string Author, DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt, Reply? Reply)
{
    /// <summary>What stands where no name was chosen.</summary>
    public const string Nameless = "A diner";

    internal static ReviewView Of(ReviewDocument review) => new(
        review.ReviewId, review.Stars, review.Text, review.Author ?? Nameless, review.CreatedAt, review.EditedAt, review.Reply);
}

/// <summary>A review as its author sees it.</summary>
/// <param name="Review">The review.</param>
/// <param name="HiddenFor">Why it is hidden; null if it is not.</param>
/// <param name="Revision">Counts its changes by its author.</param>
public sealed record OwnReviewView(ReviewView Review, ReviewFault? HiddenFor, long Revision)
{
    internal static OwnReviewView Of(ReviewDocument review) => new(ReviewView.Of(review), review.HiddenFor, review.Revision);
}

/// <summary>A review among all that its author wrote.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Review">The review.</param>
public sealed record OwnReview(string VenueId, OwnReviewView Review);

/// <summary>What the stars of a venue's reviews amount to.</summary>
/// <param name="Stars">1 to 5, drawn towards the mean of all venues while there are few reviews.</param>
/// <param name="Count">How many reviews there are.</param>
/// <param name="Counts">How many have 1 star, 2 stars, up to 5.</param>
public sealed record RatingSummary([property: Range(1.0, 5.0)] double Stars, int Count, IReadOnlyList<int> Counts)
{
    internal static RatingSummary? Of(RatingDocument? rating) => rating is null || rating.Counts.Sum() == 0
        ? null
        : new RatingSummary(Math.Round(RatingPrior.Of(rating.Counts, rating.Revision).Stars, 2), rating.Counts.Sum(), rating.Counts);
}

/// <summary>A page of a venue's reviews.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Rating">What all of them amount to; null without any.</param>
/// <param name="Reviews">The latest first.</param>
public sealed record ReviewPage(string VenueId, RatingSummary? Rating, IReadOnlyList<ReviewView> Reviews);

/// <summary>A diner said that a review should not stand.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="ReviewId">The review.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReviewReport(string VenueId, string ReviewId, ReviewFault Reason, DateTimeOffset At);

/// <summary>A page of reports.</summary>
/// <param name="Reports">The latest first.</param>
public sealed record ReviewReportPage(IReadOnlyList<ReviewReport> Reports);
