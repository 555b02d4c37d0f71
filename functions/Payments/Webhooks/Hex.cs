namespace QNom.Payments.Webhooks;

/// <summary>Hexadecimal of lower-case letters, as every sender writes it: another spelling is no signature.</summary>
internal static class Hex
{
    /// <summary>The bytes; null if it is not hexadecimal.</summary>
    public static byte[]? Read(string text) =>
        text.Length is > 0 and <= 128 && text.Length % 2 == 0 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))
            ? Convert.FromHexString(text)
            : null;
}
