using System.Text;

namespace QNom.Venues.Import;

/// <summary>Reads comma-separated values as RFC 4180 has them: quoted fields may hold commas, line breaks and doubled quotes.</summary>
internal static class CsvTable
{
    /// <summary>The rows with their fields, the header among them; blank lines are left out.</summary>
    /// <exception cref="FormatException">A quoted field does not end.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var (rows, row, field, quoted) = (new List<IReadOnlyList<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"' && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (!quoted && c == ',')
                EndField();
            else if (!quoted && c == '\n')
                EndRow();
            else if (quoted || c != '\r')
                field.Append(c);
        }

        if (quoted)
            throw new FormatException("A quoted field does not end.");
        EndRow();
        return rows;

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        void EndRow()
        {
            EndField();
            if (row is not [""])
                rows.Add(row);
            row = [];
        }
    }
}
