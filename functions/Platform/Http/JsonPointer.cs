namespace QNom.Platform.Http;

/// <summary>JSON pointers (RFC 6901), in which errors name the member they speak of.</summary>
public static class JsonPointer
{
    /// <summary>
    /// Turns the serializer's path (<c>$.items[2].name</c>, <c>$['a.b']</c>) into a pointer (<c>/items/2/name</c>);
    /// the whole document is the empty string.
    /// </summary>
    public static string FromPath(string? path)
    {
        if (string.IsNullOrEmpty(path))
            return "";

        var pointer = new System.Text.StringBuilder();
        for (var i = 1; i < path.Length;)
        {
            (var name, i) = path[i] == '[' ? Bracketed(path, i) : Dotted(path, i);
            pointer.Append('/').Append(Escape(name));
        }

        return pointer.ToString();
    }

    /// <summary>A member's name as it stands in a pointer.</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static (string Name, int Next) Dotted(string path, int start)
    {
        var end = path.IndexOfAny(['.', '['], start + 1);
        if (end < 0)
            end = path.Length;
        return (path[(start + 1)..end], end);
    }

    private static (string Name, int Next) Bracketed(string path, int start)
    {
        var quoted = start + 1 < path.Length && path[start + 1] == '\'';
        var end = path.IndexOf(quoted ? "']" : "]", start + 1, StringComparison.Ordinal);
        if (end < 0)
            return (path[(start + 1)..], path.Length);
        return quoted ? (path[(start + 2)..end], end + 2) : (path[(start + 1)..end], end + 1);
    }
}
