using System.Text;

namespace QNom.Payments.PayNow;

/// <summary>
/// CRC-16/CCITT-FALSE (polynomial 0x1021, initial value FFFF, nothing reflected), by which EMVCo's codes are checked (EMV QR
/// Code Specification, Merchant-Presented Mode, 4.7.3). It finds every burst of up to 16 bits, so every changed character.
/// </summary>
public static class Crc16
{
    private const int Polynomial = 0x1021;

    /// <summary>The check of a text in ASCII: four upper-case hexadecimal digits.</summary>
    public static string Of(string text)
    {
        var crc = 0xFFFF;
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            crc ^= octet << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            crc &= 0xFFFF;
        }

        return crc.ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
    }
}
