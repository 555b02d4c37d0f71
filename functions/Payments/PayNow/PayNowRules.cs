namespace QNom.Payments.PayNow;

/// <summary>What holds for every PayNow code, whoever made it.</summary>
internal static class PayNowRules
{
    public const string Guid = "SG.PAYNOW";
    public const string SingaporeDollar = "702";
    public const string Singapore = "SG";
    public const string CrcHead = "6304";

    private const int FirstTemplate = 26;
    private const int LastTemplate = 51;

    /// <summary>The tags that a code's own members are written under, at the root.</summary>
    public static IReadOnlySet<string> OfRoot { get; } = new HashSet<string> { "00", "01", "52", "53", "54", "58", "59", "60", "62", "63" };

    /// <summary>The same in the PayNow template.</summary>
    public static IReadOnlySet<string> OfTemplate { get; } = new HashSet<string> { "00", "01", "02", "03", "04" };

    /// <summary>The same in the additional data.</summary>
    public static IReadOnlySet<string> OfAdditional { get; } = new HashSet<string> { "01" };

    /// <summary>Whether a tag may be a merchant account template of EMVCo's.</summary>
    public static bool IsTemplate(string tag) =>
        int.TryParse(tag, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= FirstTemplate and <= LastTemplate;

    /// <summary>Checks a code.</summary>
    /// <exception cref="FormatException">Something breaks a limit.</exception>
    public static void Require(PayNowCode code)
    {
        Require(code.Payee.IsGood, "The payee is neither a mobile number of Singapore in E.164 nor a UEN.");
        Require(EmvObject.IsText(code.MerchantName, PayNowCode.LongestName), $"The merchant's name is not 1 to {PayNowCode.LongestName} printable ASCII characters.");
        Require(EmvObject.IsText(code.City, PayNowCode.LongestCity), $"The city is not 1 to {PayNowCode.LongestCity} printable ASCII characters.");
        Require(code.BillNumber is null || EmvObject.IsText(code.BillNumber, PayNowCode.LongestBillNumber), $"The bill number is not 1 to {PayNowCode.LongestBillNumber} printable ASCII characters.");
        Require(code.Category is { Length: 4 } && code.Category.All(char.IsAsciiDigit), "The merchant category is not four digits.");
        Require(IsTemplate(code.Template), "The template's tag is not 26 to 51.");
        Require(code.Amount is not { IsGood: false }, "The amount is nothing, or too much.");
        RequireOthers(code.Others, new HashSet<string>(OfRoot) { code.Template });
        RequireOthers(code.TemplateOthers, OfTemplate);
        RequireOthers(code.AdditionalOthers, OfAdditional);
    }

    /// <summary>Checks that objects can be written.</summary>
    /// <exception cref="FormatException">One is longer than two digits can say, or is no printable ASCII.</exception>
    public static IEnumerable<EmvObject> Fit(IReadOnlyList<EmvObject> objects)
    {
        Require(objects.All(item => EmvObject.IsText(item.Value, EmvObject.Longest)), $"An object is longer than {EmvObject.Longest} characters, or no printable ASCII.");
        return objects;
    }

    private static void RequireOthers(IReadOnlyList<EmvObject> others, IReadOnlySet<string> taken) => Require(
        others.All(item => item.Tag is { Length: 2 } && item.Tag.All(char.IsAsciiDigit) && !taken.Contains(item.Tag))
            && Fit(others).DistinctBy(item => item.Tag).Count() == others.Count,
        "An object is there twice, or its tag is not two digits.");

    /// <summary>Ends with a reason unless a condition holds.</summary>
    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new FormatException(otherwise);
    }
}
