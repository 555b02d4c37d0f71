using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class OfficialStatusTests
{
    [Theory]
    [InlineData("Existing", SiteStatus.Open)]
    [InlineData("Existing (new)", SiteStatus.Open)]
    [InlineData("Existing (replacement)", SiteStatus.Open)]
    [InlineData("Interim Centre", SiteStatus.Open)]
    [InlineData("Under Construction", SiteStatus.Planned)]
    [InlineData("UNDER CONSTRUCTION", SiteStatus.Planned)]
    [InlineData("Proposed", SiteStatus.Planned)]
    [InlineData("Closed", SiteStatus.Closed)]
    [InlineData("Demolished", SiteStatus.Closed)]
    public void An_official_word_has_one_meaning(string text, SiteStatus status) => Assert.Equal(status, OfficialStatus.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("Existing (old)")]
    [InlineData("Open")]
    public void An_unknown_word_has_none(string text) => Assert.Null(OfficialStatus.Read(text));
}
