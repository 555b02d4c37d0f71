using System.Globalization;
using System.Text;

namespace QNom.Payments.PayNow;

/// <summary>One data object of an EMVCo code: two digits of its tag, two of its length, and so many characters.</summary>
/// <param name="Tag">Two digits.</param>
/// <param name="Value">1 to 99 printable ASCII characters.</param>
public sealed record EmvObject(string Tag, string Value)
{
    internal const int Longest = 99;

    private const int HeadLength = 4;

    /// <summary>The objects as they travel, one after another.</summary>
    public static string Write(IEnumerable<EmvObject> objects)
    {
        var text = new StringBuilder();
        foreach (var item in objects)
            text.Append(CultureInfo.InvariantCulture, $"{item.Tag}{item.Value.Length:00}{item.Value}");
        return text.ToString();
    }

    /// <summary>Reads objects that fill a text exactly, each tag once.</summary>
    /// <exception cref="FormatException">They do not.</exception>
    public static IReadOnlyList<EmvObject> Read(string text)
    {
        var objects = new List<EmvObject>();
        for (var at = 0; at < text.Length;)
        {
            if (text.Length - at < HeadLength || !text.AsSpan(at, HeadLength).ToArray().All(char.IsAsciiDigit))
                throw new FormatException("A data object does not start with two digits of a tag and two of a length.");
            var length = int.Parse(text.AsSpan(at + 2, 2), CultureInfo.InvariantCulture);
            if (length == 0 || length > text.Length - at - HeadLength)
                throw new FormatException($"The data object {text.Substring(at, 2)} is empty or longer than what is left.");
            var item = new EmvObject(text.Substring(at, 2), text.Substring(at + HeadLength, length));
            if (objects.Exists(other => other.Tag == item.Tag))
                throw new FormatException($"The data object {item.Tag} is there twice.");
            objects.Add(item);
            at += HeadLength + length;
        }

        return objects;
    }

    /// <summary>Whether a text is of printable ASCII characters only, and of so many.</summary>
    public static bool IsText(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest && text.All(c => c is >= ' ' and <= '~');
}
