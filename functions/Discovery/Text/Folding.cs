using System.Text;

namespace QNom.Discovery.Text;

/// <summary>
/// Makes texts that people take for the same the same: width, case, diacritics of Latin letters, ligatures and the two ways
/// to write Tamil vowel signs. These are the foldings of Unicode's NFKC that the four languages of Singapore need, written
/// out because .NET's own normalization does nothing in invariant globalization, which this app runs in.
/// </summary>
public static class Folding
{
    private static readonly Dictionary<char, string> Latin = Table(
        "a:àáâãäåāăąǎ c:çćĉċč d:ďđð e:èéêëēĕėęě g:ĝğġģ h:ĥħ i:ìíîïĩīĭįıǐ j:ĵ k:ķ l:ĺļľŀł n:ñńņňŉ o:òóôõöøōŏőǒ "
        + "r:ŕŗř s:śŝşš t:ţťŧ u:ùúûüũūŭůűųǔ w:ŵ y:ýÿŷ z:źżž ae:æ oe:œ ss:ß th:þ ff:ﬀ fi:ﬁ fl:ﬂ ffi:ﬃ ffl:ﬄ");

    // A Tamil vowel sign that stands on both sides of its letter may be written as its two halves.
    private static readonly Dictionary<(char, char), char> Tamil = new()
    {
        [('\u0BC6', '\u0BBE')] = '\u0BCA',
        [('\u0BC7', '\u0BBE')] = '\u0BCB',
        [('\u0BC6', '\u0BD7')] = '\u0BCC',
        [('\u0B92', '\u0BD7')] = '\u0B94',
    };

    /// <summary>The words of a text, folded: runs of letters and digits; a run of Han characters is one word.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isHan = false;
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            var han = IsHan(rune.Value);
            if (!IsPart(rune) || (word.Length > 0 && han != isHan))
                End();
            if (IsPart(rune))
                word.Append(rune);
            isHan = han;
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Whether a folded word is of Han characters.</summary>
    public static bool IsHan(string word) => IsHan(word[0]);

    private static bool IsHan(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF);

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        // Tamil vowel signs are marks, and part of their letters.
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var original in text)
        {
            // Full-width forms stand at a fixed distance from ASCII.
            var c = char.ToLowerInvariant(original is >= '\uFF01' and <= '\uFF5E' ? (char)(original - 0xFEE0) : original);
            if (c is (>= '\u0300' and <= '\u036F') or '\'' or '’' or (>= '\u200B' and <= '\u200D') or '\uFEFF')
                continue;
            if (folded.Length > 0 && Tamil.TryGetValue((folded[^1], c), out var joined))
                folded[^1] = joined;
            else if (Latin.TryGetValue(c, out var plain))
                folded.Append(plain);
            else
                folded.Append(c);
        }

        return folded.ToString();
    }

    private static Dictionary<char, string> Table(string groups) => groups.Split(' ')
        .Select(group => group.Split(':'))
        .SelectMany(group => group[1], (group, letter) => (letter, group[0]))
        .ToDictionary(pair => pair.letter, pair => pair.Item2);
}
