namespace QNom.Local.Cosmos.Sql;

internal enum TokenKind
{
    End,
    Word,
    Parameter,
    Number,
    String,
    Symbol,
}

/// <summary>A token of a query.</summary>
/// <param name="Text">The word, the parameter with its @, the symbol, the number, or the string's content.</param>
/// <param name="Position">Where it starts, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool IsWord(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
