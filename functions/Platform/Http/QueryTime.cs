using System.Text.Json;

namespace QNom.Platform.Http;

/// <summary>A time in a query: RFC 3339 with an offset, as in bodies.</summary>
public static class QueryTime
{
    /// <summary>Reads one; null if the text is none, or lies outside what a clock of ours can say.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        try
        {
            // A + that was not written as %2B comes as a space.
            return JsonSerializer.SerializeToElement(text?.Replace(' ', '+')).Deserialize<DateTimeOffset?>(Json.Strict)
                is { UtcDateTime.Year: > 2000 and < 3000 } time ? time : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
