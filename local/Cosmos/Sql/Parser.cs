namespace QNom.Local.Cosmos.Sql;

/// <summary>
/// Recursive descent over Cosmos DB's SQL: https://learn.microsoft.com/azure/cosmos-db/nosql/query/. Clauses are here,
/// expressions in the other part. What the grammar does not know is refused by its name.
/// </summary>
internal sealed partial class Parser
{
    private readonly List<Token> tokens;
    private readonly Stack<List<AggregateExpression>> aggregates = new();
    private readonly Stack<HashSet<string>> aliases = new();
    private int at;

    private Parser(string sql) => tokens = Tokenizer.Split(sql);

    private Token Current => tokens[at];

    /// <exception cref="RequestRefusedException">400: a syntax error, or something that is not implemented.</exception>
    public static SelectQuery Parse(string sql)
    {
        var parser = new Parser(sql);
        var query = parser.Query();
        return parser.Current.Kind == TokenKind.End ? query : throw parser.Unexpected();
    }

    /// <summary>Parses the condition of a patch: <c>FROM c WHERE …</c>.</summary>
    /// <exception cref="RequestRefusedException">400: it is not one.</exception>
    public static SelectQuery ParseCondition(string sql) => Parse($"SELECT VALUE true {sql}");

    private SelectQuery Query()
    {
        Expect("SELECT");
        var distinct = TryWord("DISTINCT");
        var top = TryWord("TOP") ? Count() : null;

        // FROM introduces the names that SELECT uses, so it is read first.
        var selectAt = at;
        SkipTo("FROM");
        aliases.Push([]);
        aggregates.Push([]);
        var from = TryWord("FROM") ? Sources() : [];
        var afterFrom = at;
        at = selectAt;
        var selection = Selection(from);
        if (!Current.IsWord("FROM") && from.Length > 0)
            throw Unexpected();
        at = from.Length > 0 ? afterFrom : at;

        // Aggregates belong to the selection: anywhere else the service refuses them, and so does Aggregate().
        var selected = aggregates.Pop();
        var where = TryWord("WHERE") ? Expression() : null;
        Expression[] groupBy = TryWords("GROUP", "BY") ? List(Expression) : [];
        var orderBy = TryWords("ORDER", "BY") ? List(OrderItem) : [];
        Expression? offset = null, limit = null;
        if (TryWord("OFFSET"))
        {
            offset = Count();
            Expect("LIMIT");
            limit = Count();
        }

        aliases.Pop();
        var query = new SelectQuery(distinct, top, selection, from, where, groupBy, orderBy, offset, limit)
        {
            Aggregates = [.. selected],
        };
        QueryRules.Check(query);
        return query;
    }

    private Selection Selection(Source[] from)
    {
        if (TrySymbol("*"))
        {
            return from.Length == 1
                ? new SelectAll()
                : throw RequestRefusedException.BadRequest("'SELECT *' is only valid with a single input set.");
        }

        if (TryWord("VALUE"))
            return new SelectValue(Expression());
        var items = new List<KeyValuePair<string, Expression>>();
        var unnamed = 0;
        do
        {
            var expression = Expression();
            var name = TryWord("AS") ? Name() : NameOf(expression) ?? $"${++unnamed}";
            if (items.Exists(item => item.Key == name))
                throw RequestRefusedException.BadRequest($"The property name '{name}' is specified more than once in SELECT.");
            items.Add(new(name, expression));
        }
        while (TrySymbol(","));
        return new SelectList([.. items]);
    }

    private static string? NameOf(Expression expression) => expression switch
    {
        AliasExpression alias => alias.Name,
        PropertyExpression property => property.Name,
        _ => null,
    };

    private Source[] Sources()
    {
        var sources = new List<Source> { Source(isFirst: true) };
        while (TryWord("JOIN"))
            sources.Add(Source(isFirst: false));
        return [.. sources];
    }

    private Source Source(bool isFirst)
    {
        if (Current.Kind == TokenKind.Word && tokens[at + 1].IsWord("IN"))
        {
            var alias = Name();
            Expect("IN");
            return Introduce(new(alias, Collection(isFirst), Iterates: true));
        }

        if (Current.IsSymbol("("))
        {
            if (isFirst)
                throw RequestRefusedException.BadRequest("A subquery as the first source of FROM is not implemented by the emulator.");
            var subquery = Subquery(SubqueryKind.Array);
            TryWord("AS");
            return Introduce(new(Name(), subquery, Iterates: true));
        }

        var start = Current;
        var path = Collection(isFirst);
        var named = TryWord("AS") || (Current.Kind == TokenKind.Word && !IsClause(Current)) ? Name() : null;
        if (!isFirst && path is null)
            throw RequestRefusedException.BadRequest($"JOIN needs a path into the item, not '{start.Text}'.");
        return Introduce(new(named ?? NameOf(path!) ?? start.Text, path, Iterates: false));
    }

    private Source Introduce(Source source) => aliases.Peek().Add(source.Alias)
        ? source
        : throw RequestRefusedException.BadRequest($"The input alias '{source.Alias}' is specified more than once in FROM.");

    /// <summary>A path to read rows from; null for the container as a whole.</summary>
    private Expression? Collection(bool isFirst)
    {
        if (Current.Kind != TokenKind.Word)
            return Primary();
        var root = Name();
        var isKnown = aliases.Any(scope => scope.Contains(root));
        if (!isKnown && !isFirst)
            throw UnknownName(root);
        // Any name that is not an alias stands for the container, as in the service.
        Expression? path = isKnown ? new AliasExpression(root) : null;
        if (!Current.IsSymbol(".") && !Current.IsSymbol("["))
            return path;
        return Path(path ?? new AliasExpression(Evaluator.RootName));
    }

    private OrderItem OrderItem()
    {
        var expression = Expression();
        if (TryWord("DESC"))
            return new(expression, Descending: true);
        TryWord("ASC");
        return new(expression, Descending: false);
    }

    private Expression Count() => Current.Kind switch
    {
        TokenKind.Number => Literal(),
        TokenKind.Parameter => new ParameterExpression(Take().Text),
        _ => throw Unexpected(),
    };

    // Skips a balanced stretch up to a keyword of this query, or to its end.
    private void SkipTo(string keyword)
    {
        var depth = 0;
        while (Current.Kind != TokenKind.End && !(depth == 0 && Current.IsWord(keyword)))
        {
            if (Current.Kind == TokenKind.Symbol)
                depth += Current.Text is "(" or "[" or "{" ? 1 : Current.Text is ")" or "]" or "}" ? -1 : 0;
            if (depth < 0)
                return;
            at++;
        }
    }

    private static bool IsClause(Token token) =>
        token.IsWord("WHERE") || token.IsWord("JOIN") || token.IsWord("GROUP") || token.IsWord("ORDER")
        || token.IsWord("OFFSET") || token.IsWord("LIMIT") || token.IsWord("FROM");
}
