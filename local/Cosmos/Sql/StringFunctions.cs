using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>https://learn.microsoft.com/azure/cosmos-db/nosql/query/string-functions.</summary>
internal static class StringFunctions
{
    // https://learn.microsoft.com/azure/cosmos-db/nosql/query/replicate
    private const int MaxReplicated = 10_000;

    public static IEnumerable<Function> All { get; } =
    [
        new("CONCAT", 2, int.MaxValue, static (_, a) => a.All(IsText) ? Value.From(string.Concat(a.Select(v => v.Text))) : default),
        Test("CONTAINS", (text, part, how) => text.Contains(part, how)),
        Test("STARTSWITH", (text, part, how) => text.StartsWith(part, how)),
        Test("ENDSWITH", (text, part, how) => text.EndsWith(part, how)),
        Test("StringEquals", (text, other, how) => text.Equals(other, how)),
        Map("LOWER", text => Value.From(text.ToLowerInvariant())),
        Map("UPPER", text => Value.From(text.ToUpperInvariant())),
        Map("LENGTH", text => Value.From((long)text.Length)),
        Map("REVERSE", text => Value.From(new string([.. text.Reverse()]))),
        Map("StringToNumber", ToNumber),
        Map("StringToBoolean", text => Parse(text, ValueKind.Boolean)),
        Map("StringToNull", text => Parse(text, ValueKind.Null)),
        Map("StringToArray", text => Parse(text, ValueKind.Array)),
        Map("StringToObject", text => Parse(text, ValueKind.Object)),
        Trim("TRIM", (text, chars) => text.Trim(chars)),
        Trim("LTRIM", (text, chars) => text.TrimStart(chars)),
        Trim("RTRIM", (text, chars) => text.TrimEnd(chars)),
        new("INDEX_OF", 2, 3, static (_, a) => IndexOf(a)),
        new("LEFT", 2, 2, static (_, a) => Cut(a[0], Value.From(0L), a[1])),
        new("RIGHT", 2, 2, static (_, a) => IsText(a[0]) && a[1].Kind == ValueKind.Number
            ? Value.From(a[0].Text[^Length(a[0].Text, a[1].Number)..])
            : default),
        new("SUBSTRING", 3, 3, static (_, a) => Cut(a[0], a[1], a[2])),
        new("REPLACE", 3, 3, static (_, a) => !a.All(IsText) ? default
            : a[1].Text.Length == 0 ? a[0] : Value.From(a[0].Text.Replace(a[1].Text, a[2].Text, StringComparison.Ordinal))),
        new("REPLICATE", 2, 2, static (_, a) => Replicate(a[0], a[1])),
        new("RegexMatch", 2, 3, static (_, a) => RegexMatch(a)),
        new("ToString", 1, 1, static (_, a) => IsText(a[0]) || a[0].IsUndefined ? a[0] : Value.From(ValueWriter.ToJson(a[0]))),
        new("StringJoin", 2, 2, static (_, a) => a[0].Kind == ValueKind.Array && a[0].Items.All(IsText) && IsText(a[1])
            ? Value.From(string.Join(a[1].Text, a[0].Items.Select(v => v.Text)))
            : default),
        new("StringSplit", 2, 2, static (_, a) => IsText(a[0]) && IsText(a[1])
            ? Value.From([.. a[0].Text.Split(a[1].Text).Select(Value.From)])
            : default),
    ];

    private static bool IsText(Value value) => value.Kind == ValueKind.String;

    private static Function Map(string name, Func<string, Value> function) =>
        new(name, 1, 1, (_, a) => IsText(a[0]) ? function(a[0].Text) : Value.Undefined);

    private static Function Trim(string name, Func<string, char[], string> function) =>
        new(name, 1, 2, (_, a) => a.All(IsText)
            ? Value.From(function(a[0].Text, a.Length == 2 ? a[1].Text.ToCharArray() : [' ', '\t', '\r', '\n']))
            : Value.Undefined);

    // The third argument asks to ignore case.
    private static Function Test(string name, Func<string, string, StringComparison, bool> test) =>
        new(name, 2, 3, (_, a) => !IsText(a[0]) || !IsText(a[1]) || (a.Length == 3 && a[2].Kind != ValueKind.Boolean)
            ? Value.Undefined
            : Value.From(test(a[0].Text, a[1].Text, a.Length == 3 && a[2].IsTrue ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)));

    private static int Length(string text, double wanted) => (int)Math.Clamp(wanted, 0, text.Length);

    private static Value Cut(Value text, Value start, Value length)
    {
        if (!IsText(text) || start.Kind != ValueKind.Number || length.Kind != ValueKind.Number)
            return Value.Undefined;
        var from = Length(text.Text, start.Number);
        return Value.From(text.Text.Substring(from, Length(text.Text[from..], length.Number)));
    }

    private static Value IndexOf(Value[] a)
    {
        if (!IsText(a[0]) || !IsText(a[1]) || (a.Length == 3 && !a[2].IsInteger))
            return Value.Undefined;
        var start = a.Length == 3 ? Length(a[0].Text, a[2].Number) : 0;
        return Value.From((long)a[0].Text.IndexOf(a[1].Text, start, StringComparison.Ordinal));
    }

    private static Value Replicate(Value text, Value times)
    {
        if (!IsText(text) || !times.IsInteger || times.Integer < 0 || text.Text.Length * times.Number > MaxReplicated)
            return Value.Undefined;
        return Value.From(string.Concat(Enumerable.Repeat(text.Text, (int)times.Integer)));
    }

    private static Value RegexMatch(Value[] a)
    {
        if (!a.All(IsText))
            return Value.Undefined;
        var options = RegexOptions.CultureInvariant;
        foreach (var modifier in a.Length == 3 ? a[2].Text : string.Empty)
        {
            options |= modifier switch
            {
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'i' => RegexOptions.IgnoreCase,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => throw RequestRefusedException.BadRequest($"RegexMatch has no modifier '{modifier}'."),
            };
        }

        try
        {
            return Value.From(Regex.IsMatch(a[0].Text, a[1].Text, options, TimeSpan.FromSeconds(1)));
        }
        catch (ArgumentException)
        {
            throw RequestRefusedException.BadRequest($"RegexMatch: '{a[1].Text}' is not a valid regular expression.");
        }
    }

    private static Value ToNumber(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? Parse(text, ValueKind.Number) : Value.Undefined;

    private static Value Parse(string text, ValueKind kind)
    {
        try
        {
            var value = ValueReader.Parse(text);
            return value.Kind == kind ? value : Value.Undefined;
        }
        catch (JsonException)
        {
            return Value.Undefined;
        }
    }
}
