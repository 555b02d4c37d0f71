using QNom.Payments.PayNow;
using QNom.Platform.Http;

namespace QNom.Partners.PayNow;

/// <summary>Whom PayNow pays.</summary>
/// <param name="Type">What <paramref name="Value"/> is.</param>
/// <param name="Value">A mobile number of Singapore in E.164, or a UEN with at most three characters of a suffix.</param>
/// <param name="Name">What the payer's bank shows: 1 to 25 printable ASCII characters, not only spaces.</param>
public sealed record PayNowPayee(PayNowProxyType Type, string Value, string Name)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(Enum.IsDefined(Type), "/type", "must be mobile or uen")
        .Require(Value is not null && new PayNowProxy(Type, Value).IsGood, "/value",
            Type == PayNowProxyType.Mobile
                ? "must be a mobile number of Singapore: +65, and eight digits that start with 8 or 9"
                : "must be a UEN with its check letter, and at most three capitals or digits of a suffix")
        .Require(
            EmvObject.IsText(Name, PayNowCode.LongestName) && !string.IsNullOrWhiteSpace(Name), "/name",
            $"must be 1 to {PayNowCode.LongestName} printable ASCII characters, not only spaces")
        .ThrowIfAny();

    /// <summary>The code for the payee's counter: for any number of payments, of whatever the payer types.</summary>
    public PayNowCode Code() => new(new PayNowProxy(Type, Value), Name) { Editable = true };
}
