using System.Text;
using System.Text.RegularExpressions;

namespace QNom.Local.Host.Blobs;

/// <summary>
/// A container and a pattern of blob names, for example <c>imports/hawker-centres/{name}.geojson</c>. As in Azure
/// Functions, a name in braces stands for any text, slashes included.
/// </summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex regex;

    private BlobPathPattern(string container, string prefix, IReadOnlyList<string> names, Regex regex) =>
        (Container, Prefix, Names, this.regex) = (container, prefix, names, regex);

    public string Container { get; }

    /// <summary>The text before the first name: no other blob needs listing.</summary>
    public string Prefix { get; }

    /// <summary>The names in braces.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <exception cref="FunctionHostException">The path is not a container and a pattern.</exception>
    public static BlobPathPattern Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
            throw new FunctionHostException($"the blob path '{path}' must be a container, '/' and a pattern such as {{name}}");

        var (container, pattern) = (path[..slash], path[(slash + 1)..]);
        var names = Name().Matches(pattern).Select(match => match.Groups[1].Value).ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count
            || Name().Replace(pattern, string.Empty).AsSpan().IndexOfAny('{', '}') >= 0
            || container.AsSpan().IndexOfAny('{', '}') >= 0)
            throw new FunctionHostException($"the blob path '{path}' is not a valid pattern");

        var expression = new StringBuilder("^");
        var position = 0;
        foreach (Match match in Name().Matches(pattern))
        {
            expression.Append(Regex.Escape(pattern[position..match.Index])).Append($"(?<{match.Groups[1].Value}>.*)");
            position = match.Index + match.Length;
        }

        expression.Append(Regex.Escape(pattern[position..])).Append("\\z");
        var first = pattern.IndexOf('{', StringComparison.Ordinal);
        return new(container, first < 0 ? pattern : pattern[..first], names,
            new Regex(expression.ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    /// <summary>The text behind each name, or null if the blob's name does not fit.</summary>
    public IReadOnlyDictionary<string, string>? Match(string blobName)
    {
        var match = regex.Match(blobName);
        return match.Success ? Names.ToDictionary(name => name, name => match.Groups[name].Value) : null;
    }

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Name();
}
