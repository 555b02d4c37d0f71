using System.Text.Json;
using CsCheck;
using Microsoft.Azure.Cosmos;
using QNom.Diners;
using QNom.Diners.Reviews;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Tests.Integration.Diners;

public sealed class ReviewTests(DinerDatabase database) : IClassFixture<DinerDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly IfMatch Any = DinerDatabase.Tag("*");

    private ReviewDesk Desk => database.Get<ReviewDesk>();

    [Fact]
    public async Task Counts_agree_with_a_recount_whatever_diners_and_operators_do_at_once_and_again()
    {
        // What is done by whom; neighbours run at the same time.
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[1, 5]);
        await step.Array[12].Array[1, 3].SampleAsync(async rounds =>
        {
            var venue = await database.VenueAsync();
            var diners = Enumerable.Range(0, 6).Select(_ => DinerDatabase.NewDiner()).ToList();
            foreach (var round in rounds)
                await Task.WhenAll(round.Select(one => DoAsync(venue, diners[one.Item1], one.Item2, one.Item3)));

            var rating = (await database.Get<ReviewStore>().FindRatingAsync(venue, None))?.Document ?? RatingDocument.Empty(venue);
            Assert.Equal(await RecountAsync(venue), rating.Counts);
            await DeliverAsync(venue, rating);
            var shown = (await database.Get<VenueStore>().FindAsync(venue, None))!.Rating;
            Assert.Equal((rating.Counts.Sum(), rating.Revision), (shown?.Count ?? 0, shown?.Revision ?? 0));
        }, iter: 3, threads: 1);
    }

    [Fact]
    public async Task A_diner_has_one_review_of_a_venue_and_changes_it_only_as_it_was_seen()
    {
        var (venue, diner) = (await database.VenueAsync(), DinerDatabase.NewDiner());
        var first = await WriteAsync(venue, diner, 5, "Good!");
        Assert.Equal(first, await WriteAsync(venue, diner, 5, "Good!"));
        Assert.Equal(428, (await Assert.ThrowsAsync<ProblemException>(() => WriteAsync(venue, diner, 4, "Fine."))).Status);
        Assert.Equal(412, (await Assert.ThrowsAsync<ProblemException>(() => WriteAsync(venue, diner, 4, "Fine.", DinerDatabase.Tag("\"7-x\"")))).Status);

        var changed = await WriteAsync(venue, diner, 4, "Fine.", DinerDatabase.Tag("\"1-x\""));
        Assert.Equal((first.Review.ReviewId, 4, 2), (changed.Review.ReviewId, changed.Review.Stars, changed.Revision));
        Assert.Equal([0, 0, 0, 1, 0], await RecountAsync(venue));
    }

    [Fact]
    public async Task Reviews_of_one_diner_have_nothing_in_common_and_name_only_what_was_chosen()
    {
        var (one, other, diner) = (await database.VenueAsync(), await database.VenueAsync(), DinerDatabase.NewDiner());
        var nameless = await WriteAsync(one, diner, 3, "Fine.");
        await database.Get<DinerProfiles>().ChangeAsync(diner, new DinerBody("Mei", Preferences.None), Any, None);
        var named = await WriteAsync(other, diner, 3, "Fine.");

        Assert.Equal(("A diner", "Mei"), (nameless.Review.Author, named.Review.Author));
        Assert.NotEqual(nameless.Review.ReviewId, named.Review.ReviewId);
        Assert.All(
            [.. await database.DocumentsAsync(ReviewStore.Declaration, one), .. await database.DocumentsAsync(ReviewStore.Declaration, other)],
            document => Assert.DoesNotContain(diner, document, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_hidden_is_in_no_list_and_no_rating_and_comes_back_to_its_place()
    {
        var venue = await database.VenueAsync();
        var reviews = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            reviews.Add((await WriteAsync(venue, DinerDatabase.NewDiner(), 5, $"Number {i}")).Review.ReviewId);
            database.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await database.Get<Moderation>().ShowAsync(venue, reviews[1], ReviewFault.Fake, None);
        Assert.Equal([reviews[2], reviews[0]], await ListedAsync(venue));
        Assert.Equal([0, 0, 0, 0, 2], (await database.Get<ReviewStore>().FindRatingAsync(venue, None))!.Document.Counts);
        await database.Get<Moderation>().ShowAsync(venue, reviews[1], null, None);
        Assert.Equal([reviews[2], reviews[1], reviews[0]], await ListedAsync(venue));
    }

    [Fact]
    public async Task What_was_hidden_is_not_shown_because_its_author_writes_it_anew()
    {
        var (venue, diner) = (await database.VenueAsync(), DinerDatabase.NewDiner());
        var review = (await WriteAsync(venue, diner, 1, "Abuse.")).Review.ReviewId;
        await database.Get<Moderation>().ShowAsync(venue, review, ReviewFault.Offensive, None);

        await Desk.RemoveAsync(venue, diner, None);
        Assert.Equal(404, (await Assert.ThrowsAsync<ProblemException>(() => Desk.ReadAsync(venue, diner, None))).Status);
        Assert.DoesNotContain(
            await database.DocumentsAsync(ReviewStore.Declaration, venue), document => document.Contains("Abuse.", StringComparison.Ordinal));
        await Desk.RemoveAsync(venue, diner, None);
        Assert.Equal(404, (await Assert.ThrowsAsync<ProblemException>(
            () => database.Get<Moderation>().ShowAsync(venue, review, null, None))).Status);
        var anew = await WriteAsync(venue, diner, 1, "Abuse again.");

        Assert.Equal(ReviewFault.Offensive, anew.HiddenFor);
        Assert.Empty(await ListedAsync(venue));
        Assert.Equal([0, 0, 0, 0, 0], await RecountAsync(venue));
        await database.Get<Moderation>().ShowAsync(venue, review, null, None);
        Assert.Equal([review], await ListedAsync(venue));
    }

    [Fact]
    public async Task Reviews_of_who_leaves_stay_as_nobodys()
    {
        var (venue, diner) = (await database.VenueAsync(), DinerDatabase.NewDiner());
        await database.Get<DinerProfiles>().ChangeAsync(diner, new DinerBody("Mei", Preferences.None), Any, None);
        var review = await WriteAsync(venue, diner, 2, "Salty.");
        await LeaveAsync(diner);

        var left = Assert.Single((await Desk.ListAsync(venue, null, 10, None)).Page.Reviews);
        Assert.Equal(("Salty.", "A diner", 2), (left.Text, left.Author, left.Stars));
        Assert.NotEqual(review.Review.ReviewId, left.ReviewId);
        Assert.Empty(await database.DocumentsAsync(DinerStore.Declaration, diner));
        Assert.Equal([0, 1, 0, 0, 0], await RecountAsync(venue));
    }

    [Fact]
    public async Task When_its_author_leaves_what_was_hidden_stays_so_and_what_was_removed_is_gone()
    {
        var (hidden, removed, diner) = (await database.VenueAsync(), await database.VenueAsync(), DinerDatabase.NewDiner());
        foreach (var venue in new[] { hidden, removed })
        {
            var review = await WriteAsync(venue, diner, 1, "Abuse.");
            await database.Get<Moderation>().ShowAsync(venue, review.Review.ReviewId, ReviewFault.Offensive, None);
        }

        await Desk.RemoveAsync(removed, diner, None);
        await LeaveAsync(diner);

        Assert.Empty(await ListedAsync(hidden));
        Assert.Equal([0, 0, 0, 0, 0], await RecountAsync(hidden));
        Assert.DoesNotContain(
            await database.DocumentsAsync(ReviewStore.Declaration, removed), document => document.Contains("review:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_rating_is_not_shown_over_a_later_one_and_an_owners_tag_stays_good()
    {
        var venue = await database.VenueAsync();
        var ratings = database.Get<VenueRatings>();
        await ratings.ShowAsync(venue, RatingPrior.Of([0, 0, 0, 0, 2], 2), None);
        await ratings.ShowAsync(venue, RatingPrior.Of([0, 0, 0, 0, 1], 1), None);
        var shown = (await database.Get<VenueStore>().FindAsync(venue, None))!;
        Assert.Equal((2, 1), (shown.Rating!.Count, shown.Revision));
    }

    private async Task LeaveAsync(string diner)
    {
        await database.Get<Departure>().BeginAsync(diner, None);
        database.Time.Advance(Departure.Grace);
        await database.Get<Departure>().EraseDueAsync(None);
    }

    private async Task DoAsync(string venue, string diner, int what, int stars)
    {
        switch (what)
        {
            case 0 or 1:
                await WriteAsync(venue, diner, stars, $"{stars} stars", Any);
                break;
            case 2:
                await Desk.RemoveAsync(venue, diner, None);
                break;
            default:
                if ((await ListedAsync(venue)).FirstOrDefault() is { } review)
                {
                    try
                    {
                        await database.Get<Moderation>().ShowAsync(venue, review, what == 3 ? ReviewFault.Fake : null, None);
                    }
                    catch (ProblemException problem)
                    {
                        Assert.Equal(404, problem.Status);
                    }
                }

                break;
        }
    }

    // As a queue does it at its worst: the events of all revisions, twice, the latest first.
    private async Task DeliverAsync(string venue, RatingDocument last)
    {
        for (var revision = last.Revision; revision > 0; revision--)
        {
            var counts = revision == last.Revision ? last.Counts : [9, 9, 9, 9, 9];
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
                database.Get<VenueRatings>().ShowAsync(venue, RatingPrior.Of(counts, revision), None)));
        }
    }

    private async Task<IReadOnlyList<int>> RecountAsync(string venue)
    {
        var counts = new int[5];
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(venue) };
        await foreach (var review in database.Container(ReviewStore.Declaration).QueryAsync<JsonElement>(
            new QueryDefinition("SELECT * FROM c WHERE c.schema = 'review/1' AND NOT IS_DEFINED(c.hiddenFor)"), options))
        {
            counts[review.GetProperty("stars").GetInt32() - 1]++;
        }

        return counts;
    }

    private async Task<IEnumerable<string>> ListedAsync(string venue) =>
        (await Desk.ListAsync(venue, null, 100, None)).Page.Reviews.Select(review => review.ReviewId);

    private Task<OwnReviewView> WriteAsync(string venue, string diner, int stars, string text, IfMatch? seen = null) =>
        Desk.WriteAsync(venue, diner, new ReviewBody(stars, text), seen, None);
}
