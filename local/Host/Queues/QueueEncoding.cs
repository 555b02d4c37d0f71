using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace QNom.Local.Host.Queues;

/// <summary>The text of a queue message to its body, as <c>messageEncoding</c> of host.json says.</summary>
internal static class QueueEncoding
{
    /// <summary>False if the text is not in the encoding.</summary>
    public static bool TryDecode(string text, bool base64, [NotNullWhen(true)] out BinaryData? body)
    {
        body = null;
        if (!base64)
        {
            body = BinaryData.FromString(text);
            return true;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        if (Base64.DecodeFromUtf8InPlace(utf8, out var written) != OperationStatus.Done)
            return false;

        body = BinaryData.FromBytes(utf8.AsMemory(0, written));
        return true;
    }
}
