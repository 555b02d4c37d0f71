namespace QNom.Payments.PayNow;

/// <summary>
/// Unique entity numbers of Singapore: of businesses (8 digits and a letter), of local companies (9 digits and a letter) and
/// of others (R, S or T, two digits of the year, two letters of the type, 4 digits and a letter). The last letter checks.
/// </summary>
public static class Uen
{
    private const string OfBusinesses = "XMKECAWLJDB";
    private const string OfCompanies = "ZKCMDNERGWH";
    private const string OfOthers = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

    private static readonly int[] BusinessWeights = [10, 4, 9, 3, 8, 2, 7, 1];
    private static readonly int[] CompanyWeights = [10, 8, 6, 4, 9, 7, 5, 3, 1];
    private static readonly int[] OtherWeights = [4, 3, 5, 3, 10, 2, 2, 5, 7];

    /// <summary>How many characters at the start of a text are a UEN: 9 or 10; 0 if none is.</summary>
    public static int LengthIn(string text) =>
        // A company's is tried first: its first nine characters are digits, which no business has.
        text.Length >= 10 && IsGood(text[..10]) ? 10
        : text.Length >= 9 && IsGood(text[..9]) ? 9
        : 0;

    /// <summary>Whether a text is a UEN, in upper case, with the letter that checks it.</summary>
    public static bool IsGood(string text) => text.Length switch
    {
        9 => AreDigits(text[..8]) && text[8] == OfBusinesses[Sum(text, BusinessWeights, c => c - '0') % 11],
        10 when AreDigits(text[..9]) => text[9] == OfCompanies[Sum(text, CompanyWeights, c => c - '0') % 11],
        10 => IsOther(text) && text[9] == OfOthers[(Sum(text, OtherWeights, c => OfOthers.IndexOf(c, StringComparison.Ordinal)) - 5 + 11) % 11],
        _ => false,
    };

    // Letters I and O are in no number of this kind, so all that pass are in the alphabet.
    private static bool IsOther(string text) =>
        text[0] is 'R' or 'S' or 'T'
        && AreDigits(text[1..3])
        && text[3..5].All(c => char.IsAsciiLetterUpper(c) && OfOthers.Contains(c, StringComparison.Ordinal))
        && AreDigits(text[5..9]);

    private static bool AreDigits(string text) => text.All(char.IsAsciiDigit);

    private static int Sum(string text, int[] weights, Func<char, int> value) =>
        weights.Select((weight, place) => weight * value(text[place])).Sum();
}
