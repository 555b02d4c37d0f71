using System.Text;
using System.Text.RegularExpressions;

namespace QNom.Local.Cosmos.Sql;

/// <summary>A pattern of LIKE: % any text, _ one character, [a-c] one of them, [^a-c] none of them.</summary>
internal sealed class LikePattern(string text, char? escape)
{
    private readonly Regex regex = Compile(text, escape);

    public string Text => text;

    public bool IsMatch(string value) => regex.IsMatch(value);

    private static Regex Compile(string text, char? escape)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == escape && i + 1 < text.Length)
                pattern.Append(Regex.Escape(text[++i].ToString()));
            else if (text[i] == '%')
                pattern.Append(".*");
            else if (text[i] == '_')
                pattern.Append('.');
            else if (text[i] == '[' && text.IndexOf(']', i + 1) is var end and > 0)
                (_, i) = (pattern.Append(Class(text[(i + 1)..end])), end);
            else
                pattern.Append(Regex.Escape(text[i].ToString()));
        }

        return new(pattern.Append("\\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Class(string members)
    {
        var escaped = members.Replace("\\", "\\\\").Replace("[", "\\[");
        return $"[{escaped}]";
    }
}
