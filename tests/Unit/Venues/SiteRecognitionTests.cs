using QNom.Venues;
using QNom.Venues.Import;

namespace QNom.Tests.Unit.Venues;

public sealed class SiteRecognitionTests
{
    [Fact]
    public void An_unknown_centre_is_a_new_site() => Assert.Equal(
        [("maxwell", null)], Recognise([Centre("Maxwell", "069184")]));

    [Fact]
    public void A_centre_with_the_name_and_postal_code_of_a_site_is_that_site() => Assert.Equal(
        [("old-id", "old-id")], Recognise([Centre("Maxwell", "069184")], ("old-id", Centre("Maxwell", "069184"))));

    [Fact]
    public void A_renamed_centre_keeps_its_id() => Assert.Equal(
        [("maxwell", "maxwell")], Recognise([Centre("Kim Hua Market", "069184")], ("maxwell", Centre("Maxwell", "069184"))));

    [Fact]
    public void A_corrected_postal_code_keeps_the_id() => Assert.Equal(
        [("maxwell", "maxwell")], Recognise([Centre("Maxwell", "069185")], ("maxwell", Centre("Maxwell", "069184"))));

    [Fact]
    public void A_site_is_claimed_once_by_the_strongest_likeness_whatever_the_order()
    {
        // The market has moved into the building that the food centre left; the food centre is still in the list.
        SiteFacts[] file = [Centre("Redhill Market", "150085"), Centre("Redhill Food Centre", "150085")];

        (string, string?)[] expected = [("redhill-market", "redhill-market"), ("redhill-food-centre", "redhill-food-centre")];
        (string, SiteFacts)[] known = [("redhill-food-centre", Centre("Redhill Food Centre", "150085")), ("redhill-market", Centre("Redhill Market", "150079"))];
        Assert.Equal(expected, Recognise(file, known));
        Assert.Equal(expected.Reverse(), Recognise([.. file.Reverse()], known));
    }

    [Fact]
    public void Two_new_centres_with_one_name_but_for_the_alias_get_two_ids() => Assert.Equal(
        [("market", null), ("market-160002", null)],
        Recognise([Centre("Market (old)", "160001"), Centre("Market (new)", "160002")]));

    [Fact]
    public void A_new_centre_never_gets_the_id_of_a_site_that_is_not_in_the_file() => Assert.Equal(
        [("market-160002", null)], Recognise([Centre("Market (new)", "160002")], ("market", Centre("Market (old)", "160001"))));

    private static IEnumerable<(string Id, string? Known)> Recognise(SiteFacts[] file, params (string Id, SiteFacts Facts)[] known) =>
        SiteRecognition.Recognise(file, [.. known.Select(site => SiteCard.Of(SiteDocument.Create(site.Id, site.Facts)))])
            .Select(site => (site.SiteId, site.Known?.Id));

    private static SiteFacts Centre(string name, string postalCode) =>
        new(name, postalCode, "1 Street", new GeoPoint(103.8, 1.3), 10, "Existing");
}
