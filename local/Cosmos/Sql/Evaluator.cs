using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>Evaluates expressions for one run of a query.</summary>
/// <param name="parameters">The values of <c>@name</c>.</param>
/// <param name="now">What the functions of the current time say: the same throughout the run.</param>
internal sealed class Evaluator(IReadOnlyDictionary<string, Value> parameters, DateTimeOffset now)
{
    /// <summary>The name under which the item itself is in scope; no alias can be spelt like it.</summary>
    public const string RootName = "(item)";

    private readonly Dictionary<Expression, LikePattern> patterns = new(ReferenceEqualityComparer.Instance);

    /// <summary>The results of the group's aggregates while a grouped query's selection is evaluated.</summary>
    public IReadOnlyDictionary<AggregateExpression, Value>? Aggregates { get; set; }

    public DateTimeOffset Now => now;

    /// <exception cref="RequestRefusedException">400: a parameter has no value.</exception>
    public Value Evaluate(Expression expression, Scope? scope) => expression switch
    {
        LiteralExpression e => e.Value,
        ParameterExpression e => Parameter(e.Name),
        AliasExpression e => scope!.Find(e.Name),
        PropertyExpression e => Evaluate(e.Target, scope)[e.Name],
        IndexExpression e => Index(Evaluate(e.Target, scope), Evaluate(e.Index, scope)),
        UnaryExpression e => Operators.Apply(e.Operator, Evaluate(e.Operand, scope)),
        BinaryExpression e => Binary(e, scope),
        ConditionalExpression e => Evaluate(Evaluate(e.Condition, scope).IsTrue ? e.Then : e.Else, scope),
        InExpression e => In(e, scope),
        BetweenExpression e => Between(e, scope),
        LikeExpression e => Like(e, scope),
        CallExpression e => e.Function.Invoke(this, [.. e.Arguments.Select(argument => Evaluate(argument, scope))]),
        AggregateExpression e => Aggregates![e],
        ArrayExpression e => Value.From([.. e.Items.Select(item => Evaluate(item, scope)).Where(item => !item.IsUndefined)]),
        ObjectExpression e => Value.From(ObjectValue.Of([.. e.Properties.Select(p => (p.Key, Evaluate(p.Value, scope)))])),
        SubqueryExpression e => Subquery(e, scope),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no value."),
    };

    public bool IsTrue(Expression? condition, Scope? scope) => condition is null || Evaluate(condition, scope).IsTrue;

    /// <summary>The value of TOP, OFFSET or LIMIT.</summary>
    /// <exception cref="RequestRefusedException">400: no whole number from 0 on.</exception>
    public int? Count(Expression? expression)
    {
        if (expression is null)
            return null;
        return Evaluate(expression, null) is { IsInteger: true, Integer: >= 0 and <= int.MaxValue } count
            ? (int)count.Integer
            : throw RequestRefusedException.BadRequest("TOP, OFFSET and LIMIT need a whole number from 0 on.");
    }

    public Value Parameter(string name) => parameters.TryGetValue(name, out var value)
        ? value
        : throw RequestRefusedException.BadRequest($"The query uses the parameter '{name}' but no value was given for it.");

    private static Value Index(Value target, Value index) => index switch
    {
        { Kind: ValueKind.String } => target[index.Text],
        { IsInteger: true, Integer: >= 0 and <= int.MaxValue } => target[(int)index.Integer],
        _ => Value.Undefined,
    };

    private Value Binary(BinaryExpression e, Scope? scope)
    {
        var left = Evaluate(e.Left, scope);

        // What decides by itself is not evaluated further; the result is the same.
        if ((e.Operator == BinaryOperator.And && left.IsFalse) || (e.Operator == BinaryOperator.Or && left.IsTrue))
            return left;
        return e.Operator == BinaryOperator.Coalesce
            ? left.IsUndefined ? Evaluate(e.Right, scope) : left
            : Operators.Apply(e.Operator, left, Evaluate(e.Right, scope));
    }

    private Value In(InExpression e, Scope? scope)
    {
        var operand = Evaluate(e.Operand, scope);
        if (operand.IsUndefined)
            return Value.Undefined;
        foreach (var item in e.Items)
        {
            if (ValueOrder.AreEqual(operand, Evaluate(item, scope)))
                return Value.True;
        }

        return Value.False;
    }

    private Value Between(BetweenExpression e, Scope? scope)
    {
        var operand = Evaluate(e.Operand, scope);
        return Operators.Apply(
            BinaryOperator.And,
            Operators.Apply(BinaryOperator.GreaterOrEqual, operand, Evaluate(e.Low, scope)),
            Operators.Apply(BinaryOperator.LessOrEqual, operand, Evaluate(e.High, scope)));
    }

    private Value Like(LikeExpression e, Scope? scope)
    {
        var operand = Evaluate(e.Operand, scope);
        var pattern = Evaluate(e.Pattern, scope);
        if (operand.Kind != ValueKind.String || pattern.Kind != ValueKind.String)
            return Value.Undefined;
        if (!patterns.TryGetValue(e, out var compiled) || compiled.Text != pattern.Text)
            patterns[e] = compiled = new LikePattern(pattern.Text, e.Escape);
        return Value.From(compiled.IsMatch(operand.Text));
    }

    private Value Subquery(SubqueryExpression e, Scope? scope)
    {
        var outer = Aggregates;
        var values = SelectEvaluator.Run(e.Query, this, scope);
        var result = e.Kind switch
        {
            SubqueryKind.Exists => Value.From(values.Any()),
            SubqueryKind.Array => Value.From([.. values]),
            _ => Single(values),
        };
        Aggregates = outer;
        return result;
    }

    private static Value Single(IEnumerable<Value> values)
    {
        var first = values.Take(2).ToArray();
        return first.Length > 1
            ? throw RequestRefusedException.BadRequest("The cardinality of a scalar subquery result set cannot be greater than one.")
            : first.FirstOrDefault();
    }
}
