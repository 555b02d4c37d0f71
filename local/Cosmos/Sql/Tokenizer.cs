using System.Globalization;
using System.Text;

namespace QNom.Local.Cosmos.Sql;

/// <summary>Splits a query into tokens.</summary>
internal static class Tokenizer
{
    // Longest first, so that "<=" is not read as "<" and "=".
    private static readonly string[] Symbols =
    [
        ">>>", "<<", ">>", "<=", ">=", "!=", "<>", "??", "||",
        "(", ")", "[", "]", "{", "}", ",", ".", ":", "?", "=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "~",
    ];

    /// <exception cref="RequestRefusedException">400: a character or literal that the grammar does not know.</exception>
    public static List<Token> Split(string sql)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (SkipBlanks(sql, ref at))
        {
            var start = at;
            tokens.Add(sql[at] switch
            {
                '@' => new(TokenKind.Parameter, Word(sql, ref at), start),
                '"' or '\'' => new(TokenKind.String, Quoted(sql, ref at), start),
                var c when char.IsAsciiDigit(c) || (c == '.' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])) =>
                    new(TokenKind.Number, Number(sql, ref at), start),
                var c when char.IsLetter(c) || c is '_' or '$' => new(TokenKind.Word, Word(sql, ref at), start),
                _ => new(TokenKind.Symbol, Symbol(sql, ref at), start),
            });
        }

        tokens.Add(new(TokenKind.End, "the end of the query", sql.Length));
        return tokens;
    }

    private static bool SkipBlanks(string sql, ref int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
                at++;
            else if (sql.AsSpan(at).StartsWith("--"))
                at = sql.IndexOf('\n', at) is var end and >= 0 ? end : sql.Length;
            else if (sql.AsSpan(at).StartsWith("/*"))
                at = sql.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : throw Unexpected(sql, at);
            else
                return true;
        }

        return false;
    }

    private static string Word(string sql, ref int at)
    {
        var start = at++;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
            at++;
        return sql[start..at];
    }

    private static string Number(string sql, ref int at)
    {
        var start = at;
        if (sql.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.BadRequest("Hexadecimal numbers are not implemented by the emulator's SQL.");
        while (at < sql.Length && (char.IsAsciiDigit(sql[at]) || sql[at] == '.'))
            at++;
        if (at < sql.Length && sql[at] is 'e' or 'E')
        {
            at++;
            if (at < sql.Length && sql[at] is '+' or '-')
                at++;
            while (at < sql.Length && char.IsAsciiDigit(sql[at]))
                at++;
        }

        return sql[start..at];
    }

    private static string Quoted(string sql, ref int at)
    {
        var quote = sql[at];
        var start = at++;
        while (at < sql.Length && sql[at] != quote)
            at += sql[at] == '\\' ? 2 : 1;
        if (at >= sql.Length)
            throw RequestRefusedException.BadRequest($"Syntax error: the string that starts at position {start} has no end.");
        var content = sql[(start + 1)..at++];
        return content.Contains('\\') ? Unescape(content, start) : content;
    }

    // The escapes are JSON's, and \' besides.
    private static string Unescape(string content, int start)
    {
        var text = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\\')
            {
                text.Append(content[i]);
                continue;
            }

            i++;
            text.Append(content[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '"' or '\'' or '\\' or '/' => content[i],
                'u' when i + 4 < content.Length
                    && ushort.TryParse(content.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) =>
                    (char)code,
                _ => throw RequestRefusedException.BadRequest($"Syntax error: the string at position {start} has an unknown escape."),
            });
            if (content[i] == 'u')
                i += 4;
        }

        return text.ToString();
    }

    private static string Symbol(string sql, ref int at)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(sql, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return symbol;
            }
        }

        throw Unexpected(sql, at);
    }

    private static RequestRefusedException Unexpected(string sql, int at) =>
        RequestRefusedException.BadRequest($"Syntax error: '{sql[at]}' at position {at} is not understood.");
}
