using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>A path to a property, as in <c>/address/postalCode</c>; a name may stand in quotes.</summary>
internal sealed class PropertyPath
{
    private readonly string[] names;

    private PropertyPath(string text, string[] names)
    {
        Text = text;
        this.names = names;
    }

    public string Text { get; }

    public IReadOnlyList<string> Names => names;

    /// <exception cref="RequestRefusedException">400: it is not such a path.</exception>
    public static PropertyPath Parse(string text)
    {
        if (text.Length < 2 || text[0] != '/' || text.EndsWith('/'))
            throw RequestRefusedException.BadRequest($"The path '{text}' is not valid: it must be /name or /name/name.");
        var names = text[1..].Split('/');
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = names[i] is ['"', .. var quoted, '"'] ? quoted : names[i];
            if (names[i].Length == 0 || names[i] is "*" or "?" or "[]")
                throw RequestRefusedException.BadRequest($"The path '{text}' is not valid: '{names[i]}' is no name.");
        }

        return new(text, names);
    }

    /// <summary>The value at the path; undefined if the item has none.</summary>
    public Value In(Value item)
    {
        foreach (var name in names)
            item = item[name];
        return item;
    }
}
