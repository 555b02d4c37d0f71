using System.Globalization;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>Expressions, from the loosest binding to the tightest.</summary>
internal sealed partial class Parser
{
    private static readonly Dictionary<string, BinaryOperator> Comparisons = new()
    {
        ["="] = BinaryOperator.Equal,
        ["!="] = BinaryOperator.NotEqual,
        ["<>"] = BinaryOperator.NotEqual,
        ["<"] = BinaryOperator.Less,
        ["<="] = BinaryOperator.LessOrEqual,
        [">"] = BinaryOperator.Greater,
        [">="] = BinaryOperator.GreaterOrEqual,
    };

    private static readonly Dictionary<string, BinaryOperator>[] Arithmetic =
    [
        new() { ["|"] = BinaryOperator.BitwiseOr },
        new() { ["^"] = BinaryOperator.BitwiseXor },
        new() { ["&"] = BinaryOperator.BitwiseAnd },
        new() { ["||"] = BinaryOperator.Concatenate },
        new() { ["+"] = BinaryOperator.Add, ["-"] = BinaryOperator.Subtract },
        new() { ["*"] = BinaryOperator.Multiply, ["/"] = BinaryOperator.Divide, ["%"] = BinaryOperator.Modulo },
    ];

    private Expression Expression()
    {
        var condition = Coalesce();
        if (!TrySymbol("?"))
            return condition;
        var then = Expression();
        ExpectSymbol(":");
        return new ConditionalExpression(condition, then, Expression());
    }

    private Expression Coalesce()
    {
        var left = Or();
        while (TrySymbol("??"))
            left = new BinaryExpression(BinaryOperator.Coalesce, left, Or());
        return left;
    }

    private Expression Or()
    {
        var left = And();
        while (TryWord("OR"))
            left = new BinaryExpression(BinaryOperator.Or, left, And());
        return left;
    }

    private Expression And()
    {
        var left = Comparison();
        while (TryWord("AND"))
            left = new BinaryExpression(BinaryOperator.And, left, Comparison());
        return left;
    }

    private Expression Comparison()
    {
        var startsWithNot = Current.IsWord("NOT");
        var left = Operand(0);
        var negated = false;
        if (Current.IsWord("NOT") && (tokens[at + 1].IsWord("IN") || tokens[at + 1].IsWord("BETWEEN") || tokens[at + 1].IsWord("LIKE")))
        {
            at++;
            negated = true;
        }

        Expression comparison;
        if (Current.Kind == TokenKind.Symbol && Comparisons.TryGetValue(Current.Text, out var op))
        {
            at++;
            comparison = new BinaryExpression(op, left, Operand(0));
        }
        else if (TryWord("IN"))
        {
            ExpectSymbol("(");
            comparison = new InExpression(left, List(Expression));
            ExpectSymbol(")");
        }
        else if (TryWord("BETWEEN"))
        {
            var low = Operand(0);
            Expect("AND");
            comparison = new BetweenExpression(left, low, Operand(0));
        }
        else if (TryWord("LIKE"))
        {
            comparison = Like(left);
        }
        else
        {
            return left;
        }

        // What NOT without brackets takes in is easily misread, so neither reading is silently chosen.
        if (startsWithNot)
            throw RequestRefusedException.BadRequest("NOT before a comparison needs brackets: NOT (a = b).");
        return negated ? new UnaryExpression(UnaryOperator.Not, comparison) : comparison;
    }

    private LikeExpression Like(Expression operand)
    {
        var pattern = Operand(0);
        if (!TryWord("ESCAPE"))
            return new(operand, pattern, null);
        var escape = Current is { Kind: TokenKind.String, Text.Length: 1 } ? Take().Text[0] : throw Unexpected();
        return new(operand, pattern, escape);
    }

    private Expression Operand(int level)
    {
        if (level == Arithmetic.Length)
            return Unary();
        var left = Operand(level + 1);
        while (Current.Kind == TokenKind.Symbol && Arithmetic[level].TryGetValue(Current.Text, out var op))
        {
            at++;
            left = new BinaryExpression(op, left, Operand(level + 1));
        }

        return left;
    }

    private Expression Unary()
    {
        if (TryWord("NOT"))
            return new UnaryExpression(UnaryOperator.Not, Unary());
        if (TrySymbol("-"))
            return new UnaryExpression(UnaryOperator.Negate, Unary());
        if (TrySymbol("+"))
            return new UnaryExpression(UnaryOperator.Plus, Unary());
        return TrySymbol("~") ? new UnaryExpression(UnaryOperator.BitwiseNot, Unary()) : Path(Primary());
    }

    private Expression Path(Expression target)
    {
        while (true)
        {
            if (TrySymbol("."))
            {
                target = new PropertyExpression(target, Name());
            }
            else if (TrySymbol("["))
            {
                var index = Expression();
                ExpectSymbol("]");
                target = index is LiteralExpression { Value: { Kind: ValueKind.String, Text: var name } }
                    ? new PropertyExpression(target, name)
                    : new IndexExpression(target, index);
            }
            else
            {
                return target;
            }
        }
    }

    private Expression Primary()
    {
        switch (Current.Kind)
        {
            case TokenKind.Number or TokenKind.String:
                return Literal();
            case TokenKind.Parameter:
                return new ParameterExpression(Take().Text);
            case TokenKind.Symbol when Current.Text == "(" && tokens[at + 1].IsWord("SELECT"):
                return Subquery(SubqueryKind.Scalar);
            case TokenKind.Symbol when TrySymbol("("):
                var inner = Expression();
                ExpectSymbol(")");
                return inner;
            case TokenKind.Symbol when TrySymbol("["):
                return new ArrayExpression(ListUntil("]", Expression));
            case TokenKind.Symbol when TrySymbol("{"):
                return new ObjectExpression(ListUntil("}", ObjectProperty));
            case TokenKind.Word:
                return WordExpression();
            default:
                throw Unexpected();
        }
    }

    private Expression WordExpression()
    {
        var word = Take();
        switch (word.Text.ToLowerInvariant())
        {
            case "true" or "false":
                return new LiteralExpression(Value.From(word.IsWord("true")));
            case "null":
                return new LiteralExpression(Value.Null);
            case "undefined":
                return new LiteralExpression(Value.Undefined);
            case "exists" when Current.IsSymbol("("):
                return Subquery(SubqueryKind.Exists);
            case "array" when Current.IsSymbol("("):
                return Subquery(SubqueryKind.Array);
            case "udf":
                throw RequestRefusedException.BadRequest("User-defined functions are not implemented by the emulator.");
        }

        if (Current.IsSymbol("("))
            return Call(word);
        return aliases.Any(scope => scope.Contains(word.Text)) ? new AliasExpression(word.Text) : throw UnknownName(word.Text);
    }

    private Expression Call(Token name)
    {
        ExpectSymbol("(");
        if (Enum.TryParse<AggregateKind>(name.Text, ignoreCase: true, out var kind) && !int.TryParse(name.Text, out _))
            return Aggregate(kind, name);
        var arguments = ListUntil(")", Expression);
        return new CallExpression(Function.Find(name.Text, arguments.Length), arguments);
    }

    private AggregateExpression Aggregate(AggregateKind kind, Token name)
    {
        var collected = aggregates.Count == aliases.Count ? aggregates.Pop() : null;
        if (collected is null)
            throw RequestRefusedException.BadRequest($"Cannot perform an aggregate function ({name.Text}) outside of SELECT.");
        // While its argument is read, a further aggregate has nowhere to belong: nesting is refused.
        var aggregate = new AggregateExpression(kind, Expression());
        ExpectSymbol(")");
        collected.Add(aggregate);
        aggregates.Push(collected);
        return aggregate;
    }

    private SubqueryExpression Subquery(SubqueryKind kind)
    {
        ExpectSymbol("(");
        var query = Query();
        ExpectSymbol(")");
        return new(kind, query);
    }

    private KeyValuePair<string, Expression> ObjectProperty()
    {
        var name = Current.Kind == TokenKind.String ? Take().Text : Name();
        ExpectSymbol(":");
        return new(name, Expression());
    }

    private LiteralExpression Literal()
    {
        var token = Take();
        if (token.Kind == TokenKind.String)
            return new(Value.From(token.Text));
        if (long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer))
            return new(Value.From(integer));
        return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(Value.From(number))
            : throw RequestRefusedException.BadRequest($"Syntax error: '{token.Text}' is not a number.");
    }

    private T[] List<T>(Func<T> item)
    {
        var items = new List<T> { item() };
        while (TrySymbol(","))
            items.Add(item());
        return [.. items];
    }

    private T[] ListUntil<T>(string end, Func<T> item)
    {
        if (TrySymbol(end))
            return [];
        var items = List(item);
        ExpectSymbol(end);
        return items;
    }

    private string Name() => Current.Kind == TokenKind.Word ? Take().Text : throw Unexpected();

    private Token Take() => tokens[at++];

    private bool TryWord(string keyword)
    {
        if (!Current.IsWord(keyword))
            return false;
        at++;
        return true;
    }

    private bool TryWords(string first, string second)
    {
        if (!TryWord(first))
            return false;
        Expect(second);
        return true;
    }

    private bool TrySymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        at++;
        return true;
    }

    private void Expect(string keyword)
    {
        if (!TryWord(keyword))
            throw Unexpected();
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TrySymbol(symbol))
            throw Unexpected();
    }

    private RequestRefusedException Unexpected() => RequestRefusedException.BadRequest(
        $"Syntax error, incorrect syntax near '{Current.Text}' at position {Current.Position}.");

    private static RequestRefusedException UnknownName(string name) =>
        RequestRefusedException.BadRequest($"Identifier '{name}' could not be resolved.");
}
