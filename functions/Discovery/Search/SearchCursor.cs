using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Discovery.Search;

/// <summary>
/// What is left of a search: the venues that are still to be shown, in the order in which the first page was cut. The pages
/// together are therefore exactly that list: none is shown twice and none is left out, however waits, ratings and hours
/// change underneath; each is shown with its wait as it is then. A venue that has left the circle's cells meanwhile is left
/// out, and one that is new is not in it. It holds no more than <see cref="Longest"/> venues, 6 bytes each, because Azure
/// Functions takes queries of at most 4,096 characters.
/// </summary>
/// <param name="Matches">How many venues matched when the first page was made.</param>
/// <param name="Left">The keys of the venues that are left.</param>
public sealed record SearchCursor(int Matches, IReadOnlyList<ulong> Left)
{
    /// <summary>The most venues that one search leads through.</summary>
    public const int Longest = 400;

    private const int Head = 12;
    private const int KeyBytes = 6;

    /// <summary>Writes the cursor of a search.</summary>
    public string Write(ulong fingerprint)
    {
        var bytes = new byte[Head + (KeyBytes * Left.Count)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, fingerprint);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), Matches);
        Span<byte> key = stackalloc byte[8];
        for (var i = 0; i < Left.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(key, Left[i]);
            key[2..].CopyTo(bytes.AsSpan(Head + (i * KeyBytes)));
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the <c>cursor</c> parameter; null if there is none, or if it is not one of this search.</summary>
    public static SearchCursor? Read(HttpRequest request, ulong fingerprint, ValidationErrors errors)
    {
        if (!request.Query.ContainsKey("cursor"))
            return null;
        if (request.Query["cursor"] is [{ Length: > 0 and < 4096 } text] && Parse(text, fingerprint) is { } cursor)
            return cursor;
        errors.Add("cursor", "is not a cursor of this search");
        return null;
    }

    private static SearchCursor? Parse(string text, ulong fingerprint)
    {
        if (!Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text).AsSpan();
        if (bytes.Length <= Head || (bytes.Length - Head) % KeyBytes != 0 || bytes.Length > Head + (KeyBytes * Longest)
            || BinaryPrimitives.ReadUInt64BigEndian(bytes) != fingerprint)
        {
            return null;
        }

        var left = new ulong[(bytes.Length - Head) / KeyBytes];
        Span<byte> key = stackalloc byte[8];
        for (var i = 0; i < left.Length; i++)
        {
            bytes.Slice(Head + (i * KeyBytes), KeyBytes).CopyTo(key[2..]);
            left[i] = BinaryPrimitives.ReadUInt64BigEndian(key);
        }

        return new SearchCursor(BinaryPrimitives.ReadInt32BigEndian(bytes[8..]), left);
    }
}
