using System.Numerics;

namespace QNom.Discovery.Text;

/// <summary>
/// What someone looks for in words. A name matches if each word that was typed is found in it, in any order: as the start of
/// a word, or with slips (none in up to 3 letters, one in up to 7, two beyond; in Han characters, which say more each, none
/// in up to 2, one in up to 6, two beyond, anywhere within a run). Words may be typed apart or together.
/// </summary>
public sealed class TextQuery
{
    private const int MostWords = 8;

    // Each word, and each word joined with the next; a joined form stands for both.
    private readonly List<(string Text, int First, int Last)> forms = [];
    private readonly int words;

    /// <summary>Reads what was typed.</summary>
    public TextQuery(string text)
    {
        var typed = Folding.Words(text).Take(MostWords).ToList();
        words = typed.Count;
        for (var i = 0; i < words; i++)
        {
            forms.Add((typed[i], i, i));
            if (i + 1 < words)
                forms.Add((typed[i] + typed[i + 1], i, i + 1));
        }
    }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => words == 0;

    /// <summary>Compares what was typed with every word of a vocabulary.</summary>
    public TextMatcher Against(ReadOnlySpan<string> vocabulary)
    {
        var edits = new sbyte[forms.Count][];
        for (var form = 0; form < forms.Count; form++)
        {
            var (text, most, han, letters) = (forms[form].Text, Most(forms[form].Text), Folding.IsHan(forms[form].Text), Letters(forms[form].Text));
            var row = edits[form] = new sbyte[vocabulary.Length];
            for (var word = 0; word < row.Length; word++)
            {
                // Each slip brings in at most two letters that the word does not have.
                row[word] = BitOperations.PopCount(letters & ~Letters(vocabulary[word])) > 2 * most
                    ? (sbyte)-1
                    : (sbyte)Slips(text, vocabulary[word], most, han);
            }
        }

        return new TextMatcher(edits, forms.Select(form => (form.First, form.Last)).ToArray(), words);
    }

    /// <summary>The words by which a name is found: its own, and each joined with the next.</summary>
    public static IEnumerable<string> WordsOf(string name)
    {
        var own = Folding.Words(name);
        return own.Concat(own.Zip(own.Skip(1), (one, next) => one + next));
    }

    private static int Slips(string typed, string word, int most, bool han)
    {
        if (han)
            return Folding.IsHan(word) ? Edits.Between(typed, word, most, anywhere: true) : -1;
        return typed.Length >= 2 && word.StartsWith(typed, StringComparison.Ordinal) ? 0 : Edits.Between(typed, word, most);
    }

    private static int Most(string word) => Folding.IsHan(word)
        ? word.Length switch { <= 2 => 0, <= 6 => 1, _ => 2 }
        : word.Length switch { <= 3 => 0, <= 7 => 1, _ => 2 };

    private static ulong Letters(string word)
    {
        var letters = 0UL;
        foreach (var letter in word)
            letters |= 1UL << (letter & 63);
        return letters;
    }
}

/// <summary>Finds what was typed in names, each given by the numbers of its words in the vocabulary.</summary>
public sealed class TextMatcher(sbyte[][] edits, (int First, int Last)[] forms, int words)
{
    /// <summary>How many slips lie between what was typed and a name; -1 if it is not in it.</summary>
    public int Slips(ReadOnlySpan<int> name)
    {
        Span<int> best = stackalloc int[words];
        best.Fill(int.MaxValue);
        for (var form = 0; form < forms.Length; form++)
        {
            var least = int.MaxValue;
            foreach (var word in name)
            {
                if (edits[form][word] is >= 0 and var slips && slips < least)
                    least = slips;
            }

            for (var word = forms[form].First; word <= forms[form].Last; word++)
                best[word] = Math.Min(best[word], least);
        }

        var sum = 0;
        foreach (var slips in best)
        {
            if (slips == int.MaxValue)
                return -1;
            sum += slips;
        }

        return sum;
    }
}
