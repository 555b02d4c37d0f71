using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>A node of a query's syntax tree that has a value for each row.</summary>
internal abstract record Expression;

internal sealed record LiteralExpression(Value Value) : Expression;

internal sealed record ParameterExpression(string Name) : Expression;

/// <summary>A name that FROM or JOIN introduced.</summary>
internal sealed record AliasExpression(string Name) : Expression;

internal sealed record PropertyExpression(Expression Target, string Name) : Expression;

internal sealed record IndexExpression(Expression Target, Expression Index) : Expression;

internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand) : Expression;

internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

internal sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Else) : Expression;

internal sealed record InExpression(Expression Operand, Expression[] Items) : Expression;

internal sealed record BetweenExpression(Expression Operand, Expression Low, Expression High) : Expression;

internal sealed record LikeExpression(Expression Operand, Expression Pattern, char? Escape) : Expression;

internal sealed record CallExpression(Function Function, Expression[] Arguments) : Expression;

internal sealed record AggregateExpression(AggregateKind Kind, Expression Argument) : Expression;

internal sealed record ArrayExpression(Expression[] Items) : Expression;

internal sealed record ObjectExpression(KeyValuePair<string, Expression>[] Properties) : Expression;

/// <summary><c>EXISTS(…)</c>, <c>ARRAY(…)</c> or a scalar subquery.</summary>
internal sealed record SubqueryExpression(SubqueryKind Kind, SelectQuery Query) : Expression;

internal enum SubqueryKind
{
    Scalar,
    Exists,
    Array,
}

internal enum UnaryOperator
{
    Not,
    Negate,
    Plus,
    BitwiseNot,
}

internal enum BinaryOperator
{
    Or,
    And,
    Coalesce,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    BitwiseOr,
    BitwiseXor,
    BitwiseAnd,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Concatenate,
}

internal enum AggregateKind
{
    Count,
    Sum,
    Min,
    Max,
    Avg,
}
