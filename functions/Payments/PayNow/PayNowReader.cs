namespace QNom.Payments.PayNow;

/// <summary>
/// Reads PayNow codes strictly: whoever pays by a code that was read wrong pays someone else. What was written in the order
/// of its tags, as nearly all codes are, is written again byte for byte.
/// </summary>
public static class PayNowReader
{
    // 99 characters in each of EMVCo's templates are more than a scanner reads; 512 is its own limit for the whole.
    private const int LongestText = 512;

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is none of PayNow, or something in it is wrong; the message quotes nothing of it.</exception>
    public static PayNowCode Read(string text)
    {
        PayNowRules.Require(EmvObject.IsText(text, LongestText), $"The text is not 1 to {LongestText} printable ASCII characters.");
        PayNowRules.Require(text.Length > 8 && text[^8..^4] == PayNowRules.CrcHead, "The text does not end with a check.");
        PayNowRules.Require(text[^4..] == Crc16.Of(text[..^4]), "The check is wrong: some character was changed.");

        var root = EmvObject.Read(text);
        PayNowRules.Require(root[0] is { Tag: "00", Value: "01" }, "The text is not of version 01.");
        PayNowRules.Require(root[^1] is { Tag: "63" }, "The check is not the last object.");
        var template = root.Where(item => PayNowRules.IsTemplate(item.Tag))
            .Select(item => (item.Tag, Objects: OfPayNow(item)))
            .Where(item => item.Objects is not null)
            .ToList() switch
        {
            [var one] => one,
            _ => throw new FormatException("There is not exactly one PayNow template."),
        };
        PayNowRules.Require(Value(root, "53") == PayNowRules.SingaporeDollar, "The currency is not Singapore's.");
        PayNowRules.Require(Value(root, "58") == PayNowRules.Singapore, "The country is not Singapore.");

        var additional = Find(root, "62") is { } data ? EmvObject.Read(data) : [];
        var code = new PayNowCode(PayeeOf(template.Objects!), Value(root, "59"))
        {
            Amount = Find(root, "54") is { } amount ? PayNowAmount.Read(amount) : null,
            Editable = OneOf(Value(template.Objects!, "03"), "0", "1"),
            Expiry = Find(template.Objects!, "04") is { } expiry ? PayNowExpiry.Read(expiry) : null,
            BillNumber = Find(additional, "01"),
            ForOnePayment = OneOf(Find(root, "01") ?? "11", "11", "12"),
            City = Value(root, "60"),
            Category = Value(root, "52"),
            Template = template.Tag,
            Others = [.. root.Where(item => !PayNowRules.OfRoot.Contains(item.Tag) && item.Tag != template.Tag)],
            TemplateOthers = [.. template.Objects!.Where(item => !PayNowRules.OfTemplate.Contains(item.Tag))],
            AdditionalOthers = [.. additional.Where(item => !PayNowRules.OfAdditional.Contains(item.Tag))],
        };
        PayNowRules.Require(code);
        return code;
    }

    // Templates of other schemes need not be made of objects: what cannot be read is not ours.
    private static IReadOnlyList<EmvObject>? OfPayNow(EmvObject template) =>
        template.Value.StartsWith($"00{PayNowRules.Guid.Length:00}{PayNowRules.Guid}", StringComparison.Ordinal) ? EmvObject.Read(template.Value) : null;

    private static PayNowProxy PayeeOf(IReadOnlyList<EmvObject> template) => new(
        OneOf(Value(template, "01"), "0", "2") ? PayNowProxyType.Uen : PayNowProxyType.Mobile, Value(template, "02"));

    private static bool OneOf(string value, string no, string yes) =>
        value == yes || (value == no ? false : throw new FormatException($"A value is neither {no} nor {yes}."));

    private static string Value(IReadOnlyList<EmvObject> objects, string tag) =>
        Find(objects, tag) ?? throw new FormatException($"The object {tag} is missing.");

    private static string? Find(IReadOnlyList<EmvObject> objects, string tag) =>
        objects.FirstOrDefault(item => item.Tag == tag)?.Value;
}
