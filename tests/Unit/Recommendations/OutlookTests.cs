using CsCheck;
using QNom.Discovery.Search;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Recommendations;
using QNom.Venues.Details;

namespace QNom.Tests.Unit.Recommendations;

public class OutlookTests
{
    [Fact]
    public void The_chance_falls_with_distance_and_wait_and_grows_with_time()
    {
        var one = Outlook.Of(Places.At("a", 200, Places.Wait(8)), Places.Lunch(), DinerTaste.Unknown)!;

        Assert.True(Outlook.Of(Places.At("a", 800, Places.Wait(8)), Places.Lunch(), DinerTaste.Unknown)!.Chance < one.Chance);
        Assert.True(Outlook.Of(Places.At("a", 200, Places.Wait(20)), Places.Lunch(), DinerTaste.Unknown)!.Chance < one.Chance);
        Assert.True(Outlook.Of(Places.At("a", 200, Places.Wait(8)), Places.Lunch(60), DinerTaste.Unknown)!.Chance > one.Chance);
        Assert.InRange(one.Chance, 0.85, 0.99);
    }

    [Fact]
    public void A_wait_that_nobody_knows_is_never_recommended_as_certain()
    {
        var known = Outlook.Of(Places.At("a", 100, Places.Wait(2)), Places.Lunch(170), DinerTaste.Unknown)!;
        var byHours = Outlook.Of(Places.At("a", 100), Places.Lunch(170), DinerTaste.Unknown)!;
        var byNothing = Outlook.Of(Places.At("a", 100, hours: false), Places.Lunch(170), DinerTaste.Unknown)!;

        Assert.True(known.Chance > 0.95);
        Assert.Equal(RecommendationWeights.MostForUnknownWait, byHours.Chance);
        Assert.InRange(byNothing.Chance, 0.55, 0.61);
        Assert.Null(byHours.Wait);
    }

    [Theory]
    [InlineData("12:02")]
    [InlineData("12:10")]
    public void A_venue_that_is_closed_at_arrival_or_before_one_is_served_is_left_out(string closes) =>
        Assert.Null(Outlook.Of(Places.At("a", 250, Places.Wait(12), closes: closes), Places.Lunch(90), DinerTaste.Unknown));

    [Fact]
    public void A_venue_that_closes_later_than_one_is_served_stays_in()
    {
        var prospect = Outlook.Of(Places.At("a", 250, Places.Wait(12), closes: "12:45"), Places.Lunch(90), DinerTaste.Unknown)!;

        Assert.Equal(Places.Noon.AddMinutes(45), prospect.ClosesAt);
    }

    [Fact]
    public void A_venue_that_is_shut_at_arrival_is_left_out_whoever_says_so() => Assert.Null(Outlook.Of(
        Places.At("a", shut: new Shut(VenueState.Closed, ShutReason.SoldOut, Places.Noon.AddHours(12))), Places.Lunch(), DinerTaste.Unknown));

    [Fact]
    public void Halal_is_a_certificate_that_holds_and_nothing_else()
    {
        var today = new DateOnly(2026, 11, 25);
        Assert.NotNull(Of(new DietFacts(new HalalCertificate("SH-1234", today))));
        Assert.Null(Of(new DietFacts(new HalalCertificate("SH-1234", today.AddDays(-1)))));
        Assert.Null(Of(new DietFacts(NoPorkNoLard: true)));
        Assert.Null(Of(null));

        static Prospect? Of(DietFacts? diet) =>
            Outlook.Of(Places.At("a", 200, Places.Wait(5), diet: diet), Places.Lunch(), Places.Needing(DietNeed.Halal));
    }

    [Fact]
    public void Who_avoids_an_allergen_is_sent_only_where_the_kitchen_has_told_that_it_has_none_of_it()
    {
        var taste = DinerTaste.Unknown with { Avoids = new HashSet<Allergen> { Allergen.Peanuts } };
        Assert.NotNull(Of(new DietFacts(Allergens: [Allergen.Fish])));
        Assert.NotNull(Of(new DietFacts(Allergens: [])));
        Assert.Null(Of(new DietFacts(Allergens: [Allergen.Fish, Allergen.Peanuts])));
        Assert.Null(Of(new DietFacts()));
        Assert.Null(Of(null));

        Prospect? Of(DietFacts? diet) => Outlook.Of(Places.At("a", 200, Places.Wait(5), diet: diet), Places.Lunch(), taste);
    }

    [Fact]
    public void Whatever_there_is_and_whoever_asks_no_need_is_violated_and_every_chance_is_one() =>
        Gen.Select(Gen.Int[0, 200], Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 15], Gen.Double[0, 80], Gen.Double[10, 180])
            .Sample((days, claim, vegetarian, vegan, needs, likely, minutes) =>
            {
                var expires = new DateOnly(2026, 11, 25).AddDays(days - 100);
                var diet = new DietFacts(new HalalCertificate("SH-1234", expires), claim, (DietOffer)vegetarian, (DietOffer)Math.Min(vegan, vegetarian));
                var taste = Places.Needing([.. Enum.GetValues<DietNeed>().Where(need => (needs & (1 << (int)need)) != 0)]);
                var prospect = Outlook.Of(Places.At("a", 100, Places.Wait(likely), diet: diet), Places.Lunch(minutes), taste);
                if (prospect is null)
                    return true;
                return prospect.Chance is >= 0 and <= 1 && prospect.Fit is >= RecommendationWeights.LeastFit and <= 1
                    && (!taste.Needs.Contains(DietNeed.Halal) || days >= 100)
                    && (!taste.Needs.Contains(DietNeed.NoPorkNoLard) || claim)
                    && (!taste.Needs.Contains(DietNeed.Vegetarian) || vegetarian > 0)
                    && (!taste.Needs.Contains(DietNeed.Vegan) || Math.Min(vegan, vegetarian) > 0);
            });

    [Fact]
    public void The_weights_of_fit_and_of_likeness_each_make_one()
    {
        Assert.Equal(1, RecommendationWeights.Cuisine + RecommendationWeights.Price + RecommendationWeights.Rating + RecommendationWeights.Favourite
            + RecommendationWeights.History + RecommendationWeights.Novelty + RecommendationWeights.Ease, 1e-9);
        Assert.Equal(1, RecommendationWeights.SameSite + RecommendationWeights.SameCuisine + RecommendationWeights.SameType + RecommendationWeights.SamePrice, 1e-9);
    }

    [Fact]
    public void Each_score_lifts_what_it_is_about()
    {
        var plain = Fit(Places.At("a", stars: 4), DinerTaste.Unknown);
        var past = new Dictionary<string, PastVisits> { ["a"] = new(3, Places.Noon.AddDays(-1), 1) };

        Assert.True(Fit(Places.At("a", stars: 4.8), DinerTaste.Unknown) > plain);
        Assert.True(Fit(Places.At("a", stars: 4), DinerTaste.Unknown with { Favourites = new HashSet<string> { "a" } }) > plain);
        Assert.True(Fit(Places.At("a", stars: 4), DinerTaste.Unknown with { Likes = new HashSet<QNom.Venues.Cuisine> { QNom.Venues.Cuisine.Chinese } }) > plain);
        Assert.True(Fit(Places.At("a", stars: 4), DinerTaste.Unknown with { Likes = new HashSet<QNom.Venues.Cuisine> { QNom.Venues.Cuisine.Malay } }) < plain);
        Assert.True(Fit(Places.At("a", stars: 4), DinerTaste.Unknown with { Visits = past }) < plain);
        var cheap = new PriceFacts(400, 600, "SGD");
        var dear = new PriceFacts(1500, 2000, "SGD");
        var budget = DinerTaste.Unknown with { PriceCents = 800 };
        Assert.True(Fit(Places.At("a", price: cheap), budget) > Fit(Places.At("a", price: dear), budget));

        static double Fit(Candidate venue, DinerTaste taste) => Outlook.Of(venue with { Ahead = new WaitAhead(null, new Estimate(5, 2, 9, 0.7), true) }, Places.Lunch(), taste)!.Fit;
    }
}
