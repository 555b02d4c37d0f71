using System.Net;
using System.Text;

namespace QNom.Payments.Settlement;

/// <summary>A page to print: a heading, some facts, a table whose last row is the total.</summary>
internal static class PrintedPage
{
    private const string Style =
        "body{font:10pt sans-serif;margin:2em}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #999;padding:.3em;text-align:left}"
        + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr:last-child td{font-weight:bold;border-bottom:3px double #000}"
        + "dl{display:grid;grid-template-columns:max-content auto;gap:.2em 1em}dd{margin:0}@page{size:A4 landscape;margin:15mm}thead{display:table-header-group}";

    /// <summary>Makes the page.</summary>
    /// <param name="heading">What it is.</param>
    /// <param name="facts">What holds for all of it.</param>
    /// <param name="columns">The table's head.</param>
    /// <param name="rows">Its rows; the last is the total.</param>
    public static byte[] Of(
        string heading, IReadOnlyList<(string Name, string Value)> facts, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .Append($"<title>{Text(heading)}</title>\n<style>{Style}</style>\n<h1>{Text(heading)}</h1>\n<p>QNom, queue none, nom more.</p>\n<dl>\n");
        foreach (var (name, value) in facts)
            page.Append($"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>\n");
        page.Append("</dl>\n<table>\n<thead><tr>");
        for (var column = 0; column < columns.Count; column++)
            page.Append($"<th{Kind(rows, column)} scope=\"col\">{Text(columns[column])}</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            for (var column = 0; column < row.Length; column++)
                page.Append($"<td{Kind(rows, column)}>{Text(row[column])}</td>");
            page.Append("</tr>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</tbody>\n</table>\n</html>\n").ToString());
    }

    // What is a number in the total is a column of numbers.
    private static string Kind(IReadOnlyList<string[]> rows, int column) =>
        rows[^1][column] is { Length: > 0 } total && char.IsAsciiDigit(total[^1]) ? " class=\"n\"" : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
