using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class PostalCodeTests
{
    [Fact]
    public void There_are_81_sectors_in_28_districts_and_74_is_none_of_them()
    {
        Assert.Equal(
            Enumerable.Range(1, 82).Where(sector => sector != 74).Select(sector => $"{sector:00}"),
            PostalCode.Sectors.Order(StringComparer.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, PostalCode.DistrictCount),
            PostalCode.Sectors.Select(sector => PostalCode.District(sector + "0000")).Distinct().Order());
    }

    [Fact]
    public void Exactly_the_six_digit_codes_of_known_sectors_are_accepted()
    {
        for (var sector = 0; sector < 100; sector++)
            Assert.Equal(sector is >= 1 and <= 82 and not 74, PostalCode.Flaw($"{sector:00}1234") is null);
    }

    [Theory]
    [InlineData("069184", 1)] // Maxwell Road
    [InlineData("079903", 2)]
    [InlineData("168898", 3)] // Tiong Bahru
    [InlineData("098585", 4)]
    [InlineData("229495", 9)] // Newton
    [InlineData("289876", 11)] // Adam Road
    [InlineData("500002", 17)] // Changi Village
    [InlineData("819663", 17)] // Changi Airport, far from sector 80 in number and in place
    [InlineData("828629", 19)] // Punggol
    [InlineData("730020", 25)] // Woodlands
    [InlineData("757713", 27)] // Sembawang
    [InlineData("768867", 27)] // Yishun
    [InlineData("797650", 28)]
    public void A_code_lies_in_the_district_of_its_sector(string postalCode, int district) =>
        Assert.Equal(district, PostalCode.District(postalCode));

    [Theory]
    [InlineData("", "must be six digits")]
    [InlineData("S69184", "must be six digits")]
    [InlineData("069 184", "must be six digits")]
    [InlineData("٠٦٩١٨٤", "must be six digits")]
    [InlineData("-69184", "must be six digits")]
    [InlineData("69184", "has five digits; a leading zero may have been lost (069184)")]
    [InlineData("06918", "must be six digits and has 5")]
    [InlineData("0691844", "must be six digits and has 7")]
    [InlineData("001234", "starts with 00, which is no postal sector")]
    [InlineData("741234", "starts with 74, which is no postal sector")]
    [InlineData("831234", "starts with 83, which is no postal sector")]
    public void What_is_no_code_is_told_why(string text, string flaw) => Assert.Equal(flaw, PostalCode.Flaw(text));

    [Fact]
    public void What_is_no_code_has_no_district() =>
        Assert.Throws<ArgumentException>(() => PostalCode.District("741234"));
}
