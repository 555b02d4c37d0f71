namespace QNom.Discovery.Text;

/// <summary>How many slips of the hand lie between two words.</summary>
public static class Edits
{
    private const int Longest = 64;

    /// <summary>
    /// The optimal string alignment distance (F. J. Damerau, CACM 7(3), 1964; V. I. Levenshtein, 1966): insertions, omissions,
    /// replacements and exchanges of neighbours that lead from one word to the other.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="word">The word that may be meant.</param>
    /// <param name="most">More than this are not counted.</param>
    /// <param name="anywhere">Whether what was typed may lie anywhere within the word (P. H. Sellers, 1980).</param>
    /// <returns>The distance; -1 if it is more than <paramref name="most"/>.</returns>
    public static int Between(ReadOnlySpan<char> typed, ReadOnlySpan<char> word, int most, bool anywhere = false)
    {
        if (typed.Length > Longest || word.Length > Longest)
            return typed.SequenceEqual(word) ? 0 : -1;
        if (typed.Length - word.Length > most || (!anywhere && word.Length - typed.Length > most))
            return -1;

        // Three rows of the table: of the letters before the last, the last, and the present one of what was typed.
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        var before = rows[..(Longest + 1)];
        var last = rows.Slice(Longest + 1, Longest + 1);
        var row = rows[(2 * (Longest + 1))..];
        for (var j = 0; j <= word.Length; j++)
            last[j] = anywhere ? 0 : j;
        for (var i = 1; i <= typed.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= word.Length; j++)
            {
                var same = typed[i - 1] == word[j - 1];
                var cost = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                    cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                least = Math.Min(least, cost);
            }

            // An exchange reaches back two rows, and costs one: a row this bad cannot be mended.
            if (least > most + 1)
                return -1;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        var distance = last[word.Length];
        if (anywhere)
        {
            for (var j = 0; j < word.Length; j++)
                distance = Math.Min(distance, last[j]);
        }

        return distance <= most ? distance : -1;
    }
}
