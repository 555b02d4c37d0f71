using QNom.Platform.Http;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Import;
using QNom.Venues.Seed;

namespace QNom.Tests.Unit.Venues;

public sealed class SeedTableTests
{
    [Fact]
    public void The_table_holds_every_existing_centre_once_and_none_that_is_planned()
    {
        Assert.Equal(123, SeedTable.Centres.Count);
        Assert.All(SeedTable.Centres, centre => Assert.Equal(SiteStatus.Open, centre.Status));
        Assert.Equal(123, SeedTable.Centres.Select(centre => PlaceName.Key(centre.Name)).Distinct().Count());
        Assert.Equal(123, SeedTable.Centres.Select(centre => centre.PostalCode).Distinct().Count());
        Assert.Equal(SeedTable.Centres.Select(c => c.Location), SeedTable.Centres.Select(c => c.Location.Rounded()));
    }

    [Fact]
    public void Every_centre_gets_its_id_from_its_name_alone()
    {
        var sites = SiteRecognition.Recognise(SeedTable.Centres, []);

        Assert.Equal(123, sites.Select(site => site.SiteId).Distinct().Count());
        Assert.All(sites, site => Assert.False(site.SiteId.EndsWith(site.Facts.PostalCode, StringComparison.Ordinal)));
        Assert.Contains(sites, site => site is { SiteId: "maxwell-food-centre", Facts.PostalCode: "069184" });
    }

    [Fact]
    public void A_centre_has_three_to_five_demonstration_stalls_and_a_market_without_cooked_food_none()
    {
        foreach (var (siteId, facts, _) in SiteRecognition.Recognise(SeedTable.Centres, []))
        {
            var stalls = DemonstrationStalls.Of(siteId, facts);

            if (facts.CookedFoodStalls == 0)
                Assert.Empty(stalls);
            else
                Assert.InRange(stalls.Count, 3, 5);
            Assert.All(stalls, stall => Assert.True(stall.Demo && stall.SiteId == siteId && stall.Location == facts.Location));
            Assert.All(stalls, stall => Assert.True(SiteIdTests.IsAcceptedInRoutes(stall.VenueId) && PlaceName.Flaw(stall.Name) is null));
            Assert.Equal(stalls.Count, stalls.Select(stall => stall.VenueId).Distinct().Count());
            var errors = new ValidationErrors();
            Assert.All(stalls, stall => VenueRules.Check(stall.Facts, errors));
            errors.ThrowIfAny();
        }
    }

    [Fact]
    public void The_same_centre_always_gets_the_same_stalls()
    {
        var centre = SeedTable.Centres.Single(c => c.PostalCode == "069184");

        // Written down once: an id that changes from version to version would orphan what people reported on it.
        Assert.Equal(
            ["maxwell-food-centre-chicken-rice", "maxwell-food-centre-economy-rice", "maxwell-food-centre-satay"],
            DemonstrationStalls.Of("maxwell-food-centre", centre).Select(stall => stall.VenueId));
    }

    [Fact]
    public void All_stalls_together_are_about_five_hundred() => Assert.InRange(
        SiteRecognition.Recognise(SeedTable.Centres, []).Sum(site => DemonstrationStalls.Of(site.SiteId, site.Facts).Count), 400, 600);

    [Theory]
    [InlineData("Adam Road,289876,2 Adam Road,1.32416,103.81417,32", "Line 2 of the seed table has 6 fields.")]
    [InlineData("Adam Road,289876,2 Adam Road,north,103.81417,32,Existing", "Line 2 of the seed table has north where a number must be.")]
    [InlineData("Adam Road,089876,2 Adam Road,103.81417,1.32416,32,Existing", "Line 2 of the seed table must be longitude before latitude; the two are swapped.")]
    [InlineData("Adam Road,749876,2 Adam Road,1.32416,103.81417,32,Existing", "Line 2 of the seed table starts with 74, which is no postal sector.")]
    [InlineData("Adam Road,289876,2 Adam Road,1.32416,103.81417,32,Haunted", "Line 2 of the seed table has the unknown status Haunted.")]
    public void A_wrong_line_names_itself(string line, string message)
    {
        const string Header = "name,postal_code,address,latitude,longitude,cooked_food_stalls,official_status\n";

        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => SeedTable.Parse(Header + line)).Message);
    }

    [Fact]
    public void A_table_without_its_header_is_refused() =>
        Assert.Throws<InvalidDataException>(() => SeedTable.Parse("# nothing\n"));
}
