using System.Diagnostics.CodeAnalysis;

namespace QNom.Local.Cosmos.Values;

/// <summary>
/// A value of Cosmos DB's data model: JSON and, besides it, <c>undefined</c>, which is the default of this type.
/// A number is a 64-bit integer when it was written as one and fits, else an IEEE 754 double, as in the service.
/// </summary>
internal readonly struct Value : IEquatable<Value>
{
    private readonly long bits;
    private readonly object? reference;

    private Value(ValueKind kind, long bits = 0, object? reference = null, bool isInteger = false)
    {
        Kind = kind;
        this.bits = bits;
        this.reference = reference;
        IsInteger = isInteger;
    }

    public static Value Undefined => default;

    public static Value Null { get; } = new(ValueKind.Null);

    public static Value True { get; } = new(ValueKind.Boolean, 1);

    public static Value False { get; } = new(ValueKind.Boolean);

    public ValueKind Kind { get; }

    /// <summary>True if <see cref="Integer"/> holds the number exactly.</summary>
    public bool IsInteger { get; }

    public bool IsUndefined => Kind == ValueKind.Undefined;

    public bool IsTrue => Kind == ValueKind.Boolean && bits == 1;

    public bool IsFalse => Kind == ValueKind.Boolean && bits == 0;

    /// <summary>The number, rounded to a double if it is an integer beyond 2^53; 0 for any other kind.</summary>
    public double Number => IsInteger ? bits : BitConverter.Int64BitsToDouble(bits);

    /// <summary>The exact integer; only meaningful if <see cref="IsInteger"/>.</summary>
    public long Integer => bits;

    public string Text => (string)reference!;

    public Value[] Items => (Value[])reference!;

    public ObjectValue Properties => (ObjectValue)reference!;

    public static Value From(bool value) => value ? True : False;

    public static Value From(long value) => new(ValueKind.Number, value, isInteger: true);

    /// <summary>A number; undefined if it is infinite or not a number, which JSON cannot hold.</summary>
    public static Value From(double value)
    {
        if (!double.IsFinite(value))
            return Undefined;
        return double.IsInteger(value) && Math.Abs(value) < 9.2e18
            ? From((long)value)
            : new Value(ValueKind.Number, BitConverter.DoubleToInt64Bits(value));
    }

    public static Value From(string value) => new(ValueKind.String, reference: value);

    public static Value From(Value[] items) => new(ValueKind.Array, reference: items);

    public static Value From(ObjectValue properties) => new(ValueKind.Object, reference: properties);

    /// <summary>The property's value; undefined if there is none or this is no object.</summary>
    public Value this[string name] =>
        Kind == ValueKind.Object && Properties.TryGet(name, out var value) ? value : Undefined;

    /// <summary>The element; undefined if there is none or this is no array.</summary>
    public Value this[int index] =>
        Kind == ValueKind.Array && (uint)index < (uint)Items.Length ? Items[index] : Undefined;

    public bool Equals(Value other) => ValueOrder.AreEqual(this, other);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.Boolean => HashCode.Combine(Kind, bits),
        ValueKind.Number => HashCode.Combine(Kind, Number),
        ValueKind.String => HashCode.Combine(Kind, Text),
        ValueKind.Array => HashCode.Combine(Kind, Items.Length),
        ValueKind.Object => HashCode.Combine(Kind, Properties.Count),
        _ => (int)Kind,
    };

    /// <summary>The value as JSON, for messages and keys.</summary>
    public override string ToString() => IsUndefined ? "undefined" : ValueWriter.ToJson(this);
}
