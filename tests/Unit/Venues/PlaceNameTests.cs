using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class PlaceNameTests
{
    [Theory]
    [InlineData("85")]
    [InlineData("麦士威")]
    [InlineData("Hawker Centre @ Our Tampines Hub")]
    public void A_name_of_2_to_100_characters_is_accepted(string name) => Assert.Null(PlaceName.Flaw(name));

    [Fact]
    public void Length_is_counted_in_characters_and_not_in_UTF_16_units()
    {
        Assert.Null(PlaceName.Flaw(string.Concat(Enumerable.Repeat("𠮷", 100))));
        Assert.Equal("must be 2 to 100 characters long and is 101", PlaceName.Flaw(new string('x', 101)));
        Assert.Equal("must be 2 to 100 characters long and is 1", PlaceName.Flaw("𠮷"));
    }

    [Theory]
    [InlineData("Maxwell\tFood Centre")]
    [InlineData("Maxwell\u0000")]
    [InlineData("Maxwell\nFood Centre")]
    public void Control_characters_are_refused(string name) =>
        Assert.Equal("must not hold control characters", PlaceName.Flaw(name));

    [Theory]
    [InlineData("--")]
    [InlineData("")]
    public void A_name_without_a_letter_or_digit_is_refused(string name) => Assert.NotNull(PlaceName.Flaw(name));

    [Theory]
    [InlineData("Maxwell Food Centre", "  maxwell   FOOD centre ")]
    [InlineData("People's Park", "Peoples Park")]
    [InlineData("Blk 13/14 (Haig Road)", "Blk 13-14, Haig Road")]
    [InlineData("麦士威熟食中心", "麦士威熟食中心 ")]
    public void Spelling_that_means_nothing_does_not_make_another_name(string one, string other) =>
        Assert.Equal(PlaceName.Key(one), PlaceName.Key(other));

    [Fact]
    public void Other_letters_make_another_name() =>
        Assert.NotEqual(PlaceName.Key("Blk 79"), PlaceName.Key("Blk 79A"));
}
