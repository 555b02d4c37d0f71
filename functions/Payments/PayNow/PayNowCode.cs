namespace QNom.Payments.PayNow;

/// <summary>
/// What a PayNow code says (EMV QR Code Specification, Merchant-Presented Mode, with the template of SGQR's PayNow). What a
/// bank's app shows the payer: whom, how much, for what.
/// </summary>
/// <param name="Payee">Who is paid.</param>
/// <param name="MerchantName">The payee's name, 1 to 25 printable ASCII characters.</param>
public sealed record PayNowCode(PayNowProxy Payee, string MerchantName)
{
    internal const int LongestName = 25;
    internal const int LongestCity = 15;
    internal const int LongestBillNumber = 25;

    /// <summary>How much; null lets the payer say.</summary>
    public PayNowAmount? Amount { get; init; }

    /// <summary>Whether the payer may change the amount.</summary>
    public bool Editable { get; init; }

    /// <summary>Until when it is good; null for ever.</summary>
    public PayNowExpiry? Expiry { get; init; }

    /// <summary>What the payee knows the payment by: at most 25 printable ASCII characters.</summary>
    public string? BillNumber { get; init; }

    /// <summary>Whether the code is for one payment (EMVCo's 12) and not for many (11).</summary>
    public bool ForOnePayment { get; init; }

    /// <summary>The payee's city, at most 15 characters.</summary>
    public string City { get; init; } = "Singapore";

    /// <summary>The merchant category, four digits; 0000 for none in particular.</summary>
    public string Category { get; init; } = "0000";

    /// <summary>The tag of the PayNow template, 26 to 51.</summary>
    public string Template { get; init; } = "26";

    /// <summary>Objects at the root that are not PayNow's, for example other schemes of an SGQR label.</summary>
    public IReadOnlyList<EmvObject> Others { get; init; } = [];

    /// <summary>Further objects of the PayNow template, which banks add.</summary>
    public IReadOnlyList<EmvObject> TemplateOthers { get; init; } = [];

    /// <summary>Further objects of the additional data.</summary>
    public IReadOnlyList<EmvObject> AdditionalOthers { get; init; } = [];

    /// <summary>The text that goes into the code, with its check.</summary>
    /// <exception cref="FormatException">Something breaks a limit; the message says what, and quotes nothing.</exception>
    public string Write()
    {
        PayNowRules.Require(this);
        var additional = Sorted([.. Some("01", BillNumber), .. AdditionalOthers]);
        EmvObject[] root =
        [
            new("00", "01"),
            new("01", ForOnePayment ? "12" : "11"),
            new(Template, EmvObject.Write(Sorted(
            [
                new("00", PayNowRules.Guid),
                new("01", Payee.Type == PayNowProxyType.Mobile ? "0" : "2"),
                new("02", Payee.Value),
                new("03", Editable ? "1" : "0"),
                .. Some("04", Expiry?.Write()),
                .. TemplateOthers,
            ]))),
            new("52", Category),
            new("53", PayNowRules.SingaporeDollar),
            .. Some("54", Amount?.Write()),
            new("58", PayNowRules.Singapore),
            new("59", MerchantName),
            new("60", City),
            .. Some("62", EmvObject.Write(additional)),
            .. Others,
        ];
        var body = EmvObject.Write(Sorted(PayNowRules.Fit(root))) + PayNowRules.CrcHead;
        return body + Crc16.Of(body);
    }

    private static IEnumerable<EmvObject> Some(string tag, string? value) => value is { Length: > 0 } ? [new(tag, value)] : [];

    private static IEnumerable<EmvObject> Sorted(IEnumerable<EmvObject> objects) => objects.OrderBy(item => item.Tag, StringComparer.Ordinal);
}
