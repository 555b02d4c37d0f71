using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>https://learn.microsoft.com/azure/cosmos-db/nosql/query/mathematical-functions.</summary>
internal static class MathFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        Of("ABS", Math.Abs),
        Of("ACOS", Math.Acos),
        Of("ASIN", Math.Asin),
        Of("ATAN", Math.Atan),
        Of("CEILING", Math.Ceiling),
        Of("COS", Math.Cos),
        Of("COT", x => 1 / Math.Tan(x)),
        Of("DEGREES", x => x * 180 / Math.PI),
        Of("EXP", Math.Exp),
        Of("FLOOR", Math.Floor),
        Of("LOG10", Math.Log10),
        Of("RADIANS", x => x * Math.PI / 180),
        Of("SIGN", x => Math.Sign(x)),
        Of("SIN", Math.Sin),
        Of("SQRT", Math.Sqrt),
        Of("SQUARE", x => x * x),
        Of("TAN", Math.Tan),
        Of("TRUNC", Math.Truncate),
        Of("ATN2", Math.Atan2),
        Of("POWER", Math.Pow),
        new("LOG", 1, 2, static (_, a) => a.Length == 1 ? Apply(a[0], Math.Log) : Apply(a[0], a[1], Math.Log)),
        new("PI", 0, 0, static (_, _) => Value.From(Math.PI)),
        new("ROUND", 1, 2, static (_, a) => a.Length == 1 ? Apply(a[0], x => Round(x, 0)) : Apply(a[0], a[1], Round)),
        new("NumberBin", 1, 2, static (_, a) => a.Length == 1
            ? Apply(a[0], Math.Floor)
            : Apply(a[0], a[1], (x, size) => Math.Floor(x / size) * size)),
    ];

    private static Function Of(string name, Func<double, double> function) => new(name, 1, 1, (_, a) => Apply(a[0], function));

    private static Function Of(string name, Func<double, double, double> function) =>
        new(name, 2, 2, (_, a) => Apply(a[0], a[1], function));

    private static Value Apply(Value x, Func<double, double> function) =>
        x.Kind == ValueKind.Number ? Value.From(function(x.Number)) : Value.Undefined;

    private static Value Apply(Value x, Value y, Func<double, double, double> function) =>
        x.Kind == ValueKind.Number && y.Kind == ValueKind.Number ? Value.From(function(x.Number, y.Number)) : Value.Undefined;

    private static double Round(double x, double digits) => digits is >= 0 and <= 15
        ? Math.Round(x, (int)digits, MidpointRounding.AwayFromZero)
        : double.NaN;
}
