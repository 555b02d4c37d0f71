using QNom.Discovery.Search;
using QNom.Recommendations;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Unit.Recommendations;

public class AdviceTests
{
    [Fact]
    public void The_best_product_of_chance_and_fit_leads_and_the_list_is_not_all_the_same()
    {
        Candidate[] venues =
        [
            Places.At("rice-1", 150, Places.Wait(5), stars: 4.5, site: "one"),
            Places.At("rice-2", 150, Places.Wait(5), stars: 4.4, site: "one"),
            Places.At("rice-3", 150, Places.Wait(5), stars: 4.3, site: "one"),
            Places.At("prata", 300, Places.Wait(6), stars: 4.1, site: "two", cuisine: Cuisine.Indian),
            Places.At("far", 1100, Places.Wait(30), stars: 5, site: "three"),
        ];

        var advice = RecommendationDesk.Advise(venues, Places.Lunch(), DinerTaste.Unknown, 3);

        Assert.Equal(["rice-1", "prata", "rice-2"], advice.Chosen.Select(prospect => prospect.VenueId));
    }

    [Fact]
    public void Near_a_packed_favourite_something_less_crowded_is_offered_of_the_same_kitchen_if_there_is_one()
    {
        var taste = DinerTaste.Unknown with { Favourites = new HashSet<string> { "favourite" } };
        Candidate[] venues =
        [
            Places.At("favourite", 200, Places.Wait(35)),
            Places.At("other-kitchen", 210, Places.Wait(6), cuisine: Cuisine.Indian),
            Places.At("same-kitchen", 220, Places.Wait(7)),
            Places.At("nearly-as-long", 200, Places.Wait(30)),
            Places.At("too-far-from-it", 700, Places.Wait(1)),
        ];

        var alternative = Assert.Single(RecommendationDesk.Advise(venues, Places.Lunch(60), taste, 3).Alternatives);

        Assert.Equal(("favourite", "same-kitchen"), (alternative.Favourite.VenueId, alternative.Instead.VenueId));
        Assert.Empty(RecommendationDesk.Advise([Places.At("favourite", 200, Places.Wait(5)), .. venues[1..]], Places.Lunch(60), taste, 3).Alternatives);
        Assert.Empty(RecommendationDesk.Advise(venues, Places.Lunch(60), DinerTaste.Unknown, 3).Alternatives);
    }

    [Fact]
    public void An_alternative_suits_the_diet_or_there_is_none()
    {
        var halal = new DietFacts(new HalalCertificate("SH-1234", new DateOnly(2027, 1, 1)));
        var taste = Places.Needing(DietNeed.Halal) with { Favourites = new HashSet<string> { "favourite" } };
        Candidate[] venues = [Places.At("favourite", 200, Places.Wait(35), diet: halal), Places.At("near", 220, Places.Wait(3), diet: new DietFacts(NoPorkNoLard: true))];

        Assert.Empty(RecommendationDesk.Advise(venues, Places.Lunch(60), taste, 3).Alternatives);
    }

    [Fact]
    public void However_many_venues_there_are_few_queues_are_looked_at_and_the_favourite_is_among_them()
    {
        var venues = Enumerable.Range(0, 500).Select(i => Places.At($"stall-{i}", 100 + i, null, site: $"site-{i / 100}")).ToList();
        var taste = DinerTaste.Unknown with { Favourites = new HashSet<string> { "stall-450" } };

        var list = Shortlist.Of(venues, Places.Lunch(60), taste);

        Assert.Equal(Shortlist.Most, list.Count);
        Assert.Contains(list, venue => venue.Card.Id == "stall-450");
        Assert.Equal(list.Count, list.Select(venue => venue.Card.Id).Distinct().Count());
        // Not all of one centre, however near it is.
        Assert.True(list.Select(venue => venue.Card.Venue!.SiteId).Distinct().Count() >= 3);
    }

    [Theory]
    [InlineData(Language.English, "halal, 5 min walk, about 8 min wait, back by 12:47 with 9 in 10 chance")]
    [InlineData(Language.Mandarin, "清真，步行 5 分钟，排队约 8 分钟，12:47 前回到的机会为十分之 9")]
    [InlineData(Language.Malay, "halal, 5 min berjalan kaki, menunggu kira-kira 8 min, kembali sebelum 12:47 dengan peluang 9 daripada 10")]
    [InlineData(Language.Tamil, "ஹலால், 5 நிமிட நடை, சுமார் 8 நிமிடக் காத்திருப்பு, 12:47 மணிக்குள் திரும்ப 10-இல் 9 வாய்ப்பு")]
    public void The_reason_is_said_in_words_of_the_readers_language(Language language, string words)
    {
        var halal = new DietFacts(new HalalCertificate("SH-1234", new DateOnly(2027, 1, 1)));
        var prospect = Outlook.Of(Places.At("a", 300, Places.Wait(8), diet: halal), Places.Lunch(60), DinerTaste.Unknown)!;

        Assert.Equal(words, Reasons.Of(prospect, Places.Lunch(60), DinerTaste.Unknown, language));
    }

    [Fact]
    public void A_reason_promises_no_more_than_the_chance_and_says_what_is_not_known()
    {
        var tight = Places.Lunch(32);
        var prospect = Outlook.Of(Places.At("a", 300, null, closes: "12:31"), tight, DinerTaste.Unknown)!;
        var (at, tenths) = Reasons.Back(prospect, tight);

        Assert.Equal(tight.BackBy, at);
        Assert.InRange(tenths, 0, (int)(10 * prospect.Chance));
        Assert.Contains("wait not known, closes at 12:31, back by 12:32", Reasons.Of(prospect, tight, DinerTaste.Unknown, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_usual_is_not_called_what_is()
    {
        var prospect = Outlook.Of(Places.At("a", 300, Places.Wait(8), live: false), Places.Lunch(60), DinerTaste.Unknown)!;

        Assert.Contains("usually about 8 min wait", Reasons.Of(prospect, Places.Lunch(60), DinerTaste.Unknown, Language.English), StringComparison.Ordinal);
    }
}
