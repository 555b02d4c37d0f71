using System.Globalization;

namespace QNom.Payments.PayNow;

/// <summary>An amount in Singapore dollars, and how it is written.</summary>
/// <param name="Cents">1 to 999,999,999,999 cents.</param>
/// <param name="Decimals">How many digits follow the point: 0 (without one), 1 or 2. Ours have 2; others' are kept as they came.</param>
public readonly record struct PayNowAmount(long Cents, int Decimals = 2)
{
    // Thirteen characters, by EMVCo: ten digits, a point and two more.
    private const int LongestText = 13;
    private const long MostCents = 999_999_999_999;

    /// <summary>Whether it can be written.</summary>
    public bool IsGood => Cents is > 0 and <= MostCents && Decimals is >= 0 and <= 2 && Cents % Step(Decimals) == 0;

    /// <summary>The amount as it travels, for example <c>12.50</c>.</summary>
    public string Write() => Decimals == 0
        ? (Cents / 100).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Cents / 100}.{(Cents % 100).ToString("00", CultureInfo.InvariantCulture)[..Decimals]}");

    /// <summary>Reads an amount.</summary>
    /// <exception cref="FormatException">It is none, or nothing, or has more than two decimals.</exception>
    public static PayNowAmount Read(string text)
    {
        var parts = text.Split('.');
        if (text.Length > LongestText || parts.Length > 2 || !parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            || (parts[0].Length > 1 && parts[0][0] == '0') || (parts.Length == 2 && parts[1].Length > 2))
        {
            throw new FormatException("The amount is no number of dollars with at most two decimals.");
        }

        var decimals = parts.Length == 2 ? parts[1].Length : 0;
        var cents = long.Parse(string.Concat(parts), CultureInfo.InvariantCulture) * Step(decimals);
        return new PayNowAmount(cents, decimals) is { IsGood: true } amount
            ? amount
            : throw new FormatException("The amount is nothing, or too much.");
    }

    private static long Step(int decimals) => decimals switch { 0 => 100, 1 => 10, _ => 1 };
}
