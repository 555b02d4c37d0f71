using System.Xml.Linq;

namespace QNom.Platform.OpenApi;

/// <summary>The little Markdown that our descriptions use, as HTML: paragraphs, lists and `code`.</summary>
internal static class Prose
{
    public static IEnumerable<XElement> Of(string text) => text.Split("\n\n").Select(block => block.StartsWith("- ", StringComparison.Ordinal)
        ? new XElement("ul", block.Split('\n').Select(line => new XElement("li", Inline(line[2..]))))
        : new XElement("p", Inline(block)));

    /// <summary>A text without paragraphs. Every other part of it stands between backticks.</summary>
    public static IEnumerable<XNode> Inline(string text) => text.Split('`')
        .Select((part, index) => index % 2 == 1 ? (XNode)new XElement("code", part) : new XText(part));
}
