using System.Text;
using QRCoder;

namespace QNom.Payments.PayNow;

/// <summary>Codes as pictures, dark on light with the quiet zone of four modules that scanners need (ISO/IEC 18004).</summary>
public static class PayNowImage
{
    // Level M bears damage to 15%: a label at a stall gets wet, and has no logo in its middle.
    private const QRCodeGenerator.ECCLevel Level = QRCodeGenerator.ECCLevel.M;

    /// <summary>A PNG picture.</summary>
    /// <param name="text">What the code says.</param>
    /// <param name="pixels">How wide a module is, in pixels: 1 to 40.</param>
    public static byte[] Png(string text, int pixels = 8)
    {
        using var data = Encode(text);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(pixels);
    }

    /// <summary>An SVG picture, in UTF-8, as large as its place.</summary>
    /// <param name="text">What the code says.</param>
    public static byte[] Svg(string text)
    {
        using var data = Encode(text);
        using var code = new SvgQRCode(data);
        return Encoding.UTF8.GetBytes(code.GetGraphic(1, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute));
    }

    private static QRCodeData Encode(string text) => QRCodeGenerator.GenerateQrCode(text, Level);
}
