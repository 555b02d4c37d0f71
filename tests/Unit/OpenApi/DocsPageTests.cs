using System.Text.Json.Nodes;
using System.Xml.Linq;
using QNom.Platform.OpenApi;

namespace QNom.Tests.OpenApi;

public class DocsPageTests
{
    private static readonly JsonObject Document = ApiDocumentTests.Build();
    private static readonly XElement Page = XElement.Parse(DocsPage.Of(Document).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));

    [Fact]
    public void Nothing_comes_from_elsewhere_and_nothing_runs()
    {
        Assert.DoesNotContain(Page.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "form");
        Assert.All(Page.Descendants("link"), link => Assert.Equal("data:,", link.Attribute("href")!.Value));
        Assert.DoesNotContain("url(", Page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_leads_to_something_and_no_id_is_there_twice()
    {
        var ids = Page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        var links = Page.Descendants("a").Select(link => link.Attribute("href")!.Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Subset(ids.ToHashSet(), links.Where(link => link[0] == '#').Select(link => link[1..]).ToHashSet());
        Assert.Equal(["/api/openapi.json"], links.Where(link => link[0] != '#'));
    }

    [Fact]
    public void Every_operation_and_every_shape_is_on_it()
    {
        var articles = Page.Descendants("article").Select(article => article.Attribute("id")!.Value).ToHashSet();
        var operations = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string)operation.Value!["operationId"]!);
        var shapes = Document["components"]!["schemas"]!.AsObject().Select(schema => "shape-" + schema.Key);

        Assert.Equal(operations.Concat(shapes).Order(), articles.Order());
    }

    [Fact]
    public void Headings_go_down_one_step_at_a_time()
    {
        var levels = Page.Descendants().Select(element => element.Name.LocalName)
            .Where(name => name is ['h', >= '1' and <= '6']).Select(name => name[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 2, pair.First + 1));
    }

    [Fact]
    public void What_a_description_says_is_text_and_never_markup()
    {
        var document = (JsonObject)Document.DeepClone();
        document["info"]!["description"] = "<b>bold</b> & `a < b`";

        var html = DocsPage.Of(document);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt; &amp; <code>a &lt; b</code>", html, StringComparison.Ordinal);
    }
}
