using QNom.Local.Host;
using QNom.Local.Host.Blobs;

namespace QNom.Tests.Unit.Host;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("imports/{name}", "a.json", "name=a.json")]
    [InlineData("imports/{name}", "deep/er/a.json", "name=deep/er/a.json")]
    [InlineData("imports/hawker-centres/{name}", "hawker-centres/2026.geojson", "name=2026.geojson")]
    [InlineData("imports/{name}.geojson", "2026.geojson", "name=2026")]
    [InlineData("imports/{folder}/{name}.{extension}", "x/y/a.b.csv", "folder=x/y name=a.b extension=csv")]
    [InlineData("imports/fixed.csv", "fixed.csv", "")]
    public void A_fitting_name_gives_the_text_behind_each_name(string path, string blob, string expected)
    {
        var match = BlobPathPattern.Parse(path).Match(blob);

        Assert.NotNull(match);
        Assert.Equal(expected, string.Join(' ', match.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("imports/{name}.geojson", "2026.geojson.bak")]
    [InlineData("imports/{name}.geojson", "2026xgeojson")]
    [InlineData("imports/hawker-centres/{name}", "other/2026.geojson")]
    [InlineData("imports/fixed.csv", "fixed.csv2")]
    public void Any_other_name_does_not_fit(string path, string blob) => Assert.Null(BlobPathPattern.Parse(path).Match(blob));

    [Fact]
    public void Container_and_prefix_are_what_needs_listing()
    {
        var pattern = BlobPathPattern.Parse("imports/hawker-centres/{name}.geojson");

        Assert.Equal(("imports", "hawker-centres/"), (pattern.Container, pattern.Prefix));
    }

    [Theory]
    [InlineData("imports")]
    [InlineData("imports/")]
    [InlineData("/{name}")]
    [InlineData("{container}/{name}")]
    [InlineData("imports/{name")]
    [InlineData("imports/{}")]
    [InlineData("imports/{name}/{name}")]
    public void A_path_that_is_no_pattern_is_refused(string path) =>
        Assert.Throws<FunctionHostException>(() => BlobPathPattern.Parse(path));
}
