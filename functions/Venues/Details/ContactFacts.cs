using System.Text.RegularExpressions;

namespace QNom.Venues.Details;

/// <summary>How to reach a venue. It is the business's own, and public.</summary>
/// <param name="Phone">In E.164: +65 and eight digits, of which the first is 3, 6, 8 or 9.</param>
/// <param name="Website">An address that starts with https://, at most 200 characters.</param>
public sealed partial record ContactFacts(string? Phone = null, string? Website = null)
{
    /// <summary>What a phone number looks like: 6 fixed, 8 and 9 mobile, 3 IP telephony.</summary>
    public const string PhonePattern = @"^\+65[3689][0-9]{7}\z";

    /// <summary>The longest address, in characters.</summary>
    public const int LongestWebsite = 200;

    /// <summary>Whether a text is a phone number in Singapore.</summary>
    public static bool IsPhone(string text) => Phones().IsMatch(text);

    /// <summary>Whether a text is an address that a page may link to.</summary>
    public static bool IsWebsite(string text) =>
        text.Length <= LongestWebsite
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https", UserInfo: "" } && address.Host.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex(PhonePattern, RegexOptions.CultureInvariant)]
    private static partial Regex Phones();
}
