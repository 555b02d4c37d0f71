using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>
/// Operators as the service defines them, also over undefined and mixed types:
/// https://learn.microsoft.com/azure/cosmos-db/nosql/query/equality-comparison-operators and logical-operators.
/// </summary>
internal static class Operators
{
    public static Value Apply(UnaryOperator op, Value operand) => op switch
    {
        UnaryOperator.Not => operand.Kind == ValueKind.Boolean ? Value.From(operand.IsFalse) : Value.Undefined,
        _ when operand.Kind != ValueKind.Number => Value.Undefined,
        UnaryOperator.Negate => Value.From(-operand.Number),
        UnaryOperator.BitwiseNot => Value.From((long)~ToInt32(operand)),
        _ => operand,
    };

    public static Value Apply(BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.And => And(left, right),
        BinaryOperator.Or => Or(left, right),
        BinaryOperator.Equal => Equality(left, right),
        BinaryOperator.NotEqual => Apply(UnaryOperator.Not, Equality(left, right)),
        BinaryOperator.Less => Inequality(left, right, static order => order < 0),
        BinaryOperator.LessOrEqual => Inequality(left, right, static order => order <= 0),
        BinaryOperator.Greater => Inequality(left, right, static order => order > 0),
        BinaryOperator.GreaterOrEqual => Inequality(left, right, static order => order >= 0),
        BinaryOperator.Concatenate => left.Kind == ValueKind.String && right.Kind == ValueKind.String
            ? Value.From(left.Text + right.Text)
            : Value.Undefined,
        _ => Arithmetic(op, left, right),
    };

    private static Value And(Value left, Value right)
    {
        if (left.IsFalse || right.IsFalse)
            return Value.False;
        return left.IsTrue && right.IsTrue ? Value.True : Value.Undefined;
    }

    private static Value Or(Value left, Value right)
    {
        if (left.IsTrue || right.IsTrue)
            return Value.True;
        return left.IsFalse && right.IsFalse ? Value.False : Value.Undefined;
    }

    private static Value Equality(Value left, Value right) =>
        left.IsUndefined || right.IsUndefined ? Value.Undefined : Value.From(ValueOrder.AreEqual(left, right));

    // Only values of one scalar type have an order; anything else is undefined, which no filter lets through.
    private static Value Inequality(Value left, Value right, Func<int, bool> holds) =>
        left.Kind != right.Kind || left.Kind is ValueKind.Undefined or ValueKind.Array or ValueKind.Object
            ? Value.Undefined
            : Value.From(holds(ValueOrder.Compare(left, right)));

    private static Value Arithmetic(BinaryOperator op, Value left, Value right)
    {
        if (left.Kind != ValueKind.Number || right.Kind != ValueKind.Number)
            return Value.Undefined;
        return op switch
        {
            BinaryOperator.Add => Value.From(left.Number + right.Number),
            BinaryOperator.Subtract => Value.From(left.Number - right.Number),
            BinaryOperator.Multiply => Value.From(left.Number * right.Number),
            BinaryOperator.Divide => Value.From(left.Number / right.Number),
            BinaryOperator.Modulo => Value.From(left.Number % right.Number),
            BinaryOperator.BitwiseAnd => Value.From((long)(ToInt32(left) & ToInt32(right))),
            BinaryOperator.BitwiseOr => Value.From((long)(ToInt32(left) | ToInt32(right))),
            BinaryOperator.BitwiseXor => Value.From((long)(ToInt32(left) ^ ToInt32(right))),
            _ => throw new InvalidOperationException($"{op} is not arithmetic."),
        };
    }

    // As JavaScript does: the low 32 bits of the integer part.
    private static int ToInt32(Value number) => unchecked((int)(long)(Math.Truncate(number.Number) % 4294967296d));
}
