namespace QNom.Diners.Reviews;

/// <summary>What others than the author do to a review.</summary>
public sealed class Moderation(ReviewStore reviews, TimeProvider time)
{
    /// <summary>Answers a review as the venue's owner, or takes the answer back.</summary>
    /// <exception cref="Platform.Http.ProblemException">400; 404: there is no such review.</exception>
    public async Task<ReviewView> ReplyAsync(string venueId, string reviewId, ReplyBody? body, CancellationToken cancellationToken)
    {
        body?.Validate();
        var text = body?.Text.Trim();
        return await ChangeAsync(
            venueId, reviewId,
            review => review.Reply?.Text == text ? review : review with { Reply = text is null ? null : new Reply(text, time.GetUtcNow()) },
            cancellationToken);
    }

    /// <summary>Hides a review, or shows it again. It does not count while it is hidden.</summary>
    /// <exception cref="Platform.Http.ProblemException">404: there is no such review.</exception>
    public Task<ReviewView> ShowAsync(string venueId, string reviewId, ReviewFault? hiddenFor, CancellationToken cancellationToken) =>
        ChangeAsync(
            venueId, reviewId,
            review => review.HiddenFor == hiddenFor ? review : review with
            {
                HiddenFor = hiddenFor,
                Order = hiddenFor is null ? ReviewDocument.OrderOf(review.CreatedAt, review.ReviewId) : null,
            },
            cancellationToken);

    private async Task<ReviewView> ChangeAsync(
        string venueId, string reviewId, Func<ReviewDocument, ReviewDocument> change, CancellationToken cancellationToken) =>
        ReviewView.Of((await reviews.ChangeAsync(
            venueId, reviewId, review => change(ReviewDesk.Standing(review) ?? throw ReviewDesk.NotFound()), cancellationToken))!);
}
