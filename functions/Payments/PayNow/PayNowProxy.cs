namespace QNom.Payments.PayNow;

/// <summary>By what a payee is known to PayNow.</summary>
public enum PayNowProxyType
{
    /// <summary>A mobile number.</summary>
    Mobile,

    /// <summary>A UEN, with or without a suffix.</summary>
    Uen,
}

/// <summary>Who is paid.</summary>
/// <param name="Type">What <paramref name="Value"/> is.</param>
/// <param name="Value">
/// A mobile number of Singapore in E.164 (<c>+65</c>, 8 or 9, seven digits), or a UEN with at most three letters or digits
/// of a suffix, all in upper case.
/// </param>
public sealed record PayNowProxy(PayNowProxyType Type, string Value)
{
    private const int LongestSuffix = 3;
    private const int MobileLength = 11;

    /// <summary>Whether the value is of its type.</summary>
    public bool IsGood => Type switch
    {
        PayNowProxyType.Mobile => Value is { Length: MobileLength } && Value.StartsWith("+65", StringComparison.Ordinal)
            && Value[3] is '8' or '9' && Value[4..].All(char.IsAsciiDigit),
        PayNowProxyType.Uen => IsUen(Value),
        _ => false,
    };

    private static bool IsUen(string value)
    {
        var length = Uen.LengthIn(value);
        return length > 0 && value.Length - length <= LongestSuffix
            && value[length..].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
    }
}
