using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class SiteIdTests
{
    [Theory]
    [InlineData("Maxwell Food Centre (Kim Hua Market)", "maxwell-food-centre")]
    [InlineData("Ang Mo Kio Ave 4 Blk 160/162 (Mayflower Market)", "ang-mo-kio-ave-4-blk-160-162")]
    [InlineData("Hawker Centre @ Our Tampines Hub", "hawker-centre-our-tampines-hub")]
    [InlineData("People's Park", "peoples-park")]
    [InlineData("Café 1°", "caf-1")]
    [InlineData("麦士威熟食中心", "site-069184")]
    [InlineData("(Kim Hua Market)", "site-069184")]
    public void An_id_is_the_name_without_its_alias_in_ASCII(string name, string id) =>
        Assert.Equal(id, SiteId.New(name, "069184", _ => false));

    [Fact]
    public void A_second_site_of_the_same_name_gets_its_postal_code_appended() =>
        Assert.Equal("market-069184", SiteId.New("Market (new)", "069184", id => id == "market"));

    [Fact]
    public void A_long_name_leaves_room_for_the_rest_of_an_id()
    {
        var id = SiteId.New(string.Join(' ', Enumerable.Repeat("centre", 14)), "069184", id => !id.EndsWith("069184", StringComparison.Ordinal));

        Assert.Equal("centre-centre-centre-centre-centre-centre-centre-centre-cent-069184", id);
    }

    [Fact]
    public void More_sites_of_one_name_in_one_building_are_numbered() =>
        Assert.Equal("market-069184-3", SiteId.New("Market (third)", "069184", id => id is "market" or "market-069184" or "market-069184-2"));

    [Fact]
    public void Every_id_that_is_made_is_accepted_in_routes()
    {
        foreach (var name in (string[])["Maxwell", new string('x', 100), "...A...", "(x", "x)", "ÀÁ 12"])
        {
            Assert.True(IsAcceptedInRoutes(SiteId.New(name, "069184", _ => false)), name);
            Assert.True(IsAcceptedInRoutes(SiteId.New(name, "069184", id => !id.EndsWith("069184", StringComparison.Ordinal))), name);
        }
    }

    internal static bool IsAcceptedInRoutes(string id)
    {
        var request = new DefaultHttpContext().Request;
        request.RouteValues["siteId"] = id;
        return RouteValue.Id(request, "siteId") == id;
    }
}
