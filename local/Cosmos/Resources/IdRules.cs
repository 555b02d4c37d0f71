using System.Text;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>What names may be: https://learn.microsoft.com/azure/cosmos-db/concepts-limits and the service's own answers.</summary>
internal static class IdRules
{
    private const int MaxItemIdBytes = 1023;
    private const int MaxResourceIdLength = 255;

    /// <summary>Checks the name of a database or container.</summary>
    /// <exception cref="RequestRefusedException">400: empty, longer than 255 characters, or with one of / \ ? #.</exception>
    public static void CheckResource(string id)
    {
        if (id.Length is 0 or > MaxResourceIdLength || id.AsSpan().IndexOfAny("/\\?#") >= 0 || id.EndsWith(' '))
        {
            throw RequestRefusedException.BadRequest(
                $"The name '{id}' is invalid: 1 to {MaxResourceIdLength} characters, none of / \\ ? #, no space at the end.");
        }
    }

    /// <summary>The id of an item.</summary>
    /// <exception cref="RequestRefusedException">400: missing, empty, over 1,023 bytes, or with one of / \ ? #.</exception>
    public static string OfItem(Value item)
    {
        var id = item["id"];
        if (id.IsUndefined)
            throw RequestRefusedException.BadRequest("The input content is invalid because the required property 'id' is missing.");
        if (id.Kind != ValueKind.String)
            throw RequestRefusedException.BadRequest("The input content is invalid because 'id' must be a string.");
        if (id.Text.Length == 0 || Encoding.UTF8.GetByteCount(id.Text) > MaxItemIdBytes)
            throw RequestRefusedException.BadRequest($"An item's id must have 1 to {MaxItemIdBytes} bytes.");
        return id.Text.AsSpan().IndexOfAny("/\\?#") < 0
            ? id.Text
            : throw RequestRefusedException.BadRequest("An item's id must not contain any of / \\ ? #.");
    }
}
