using System.Text;

namespace QNom.Venues;

/// <summary>Names of sites and venues, and the ids made from them.</summary>
public static class PlaceName
{
    /// <summary>The fewest characters a name has.</summary>
    public const int MinLength = 2;

    /// <summary>The most characters a name has.</summary>
    public const int MaxLength = 100;

    /// <summary>What is wrong with a text as a name, as the end of a sentence; null if nothing is.</summary>
    public static string? Flaw(string text)
    {
        if (text.Any(char.IsControl))
            return "must not hold control characters";
        if (!text.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            return "must hold a letter or a digit";
        // What people count: a character outside the basic plane is one, however UTF-16 stores it.
        var length = text.EnumerateRunes().Count();
        return length is >= MinLength and <= MaxLength
            ? null
            : $"must be {MinLength} to {MaxLength} characters long and is {length}";
    }

    /// <summary>The same name without surrounding and repeated blanks.</summary>
    public static string Tidy(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>
    /// Whether two names are the same is decided by this: letters and digits in lower case, everything else one hyphen.
    /// </summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var rune in name.Replace("'", "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                key.Append(Rune.ToLowerInvariant(rune));
            else if (key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }

        return key.ToString().TrimEnd('-');
    }
}
