using System.Text.Json;

namespace QNom.Platform.Http;

/// <summary>A JSON answer to a read that costs nothing to repeat: see <see cref="ConditionalContent"/>.</summary>
public static class ConditionalJson
{
    /// <summary>Makes the answer.</summary>
    /// <param name="value">What is answered.</param>
    /// <param name="maxAge">How long any cache may serve it without asking again; zero means: ask each time.</param>
    /// <param name="lastModified">When it last changed, if that is known.</param>
    /// <param name="revision">Its revision, if it can be changed under <see cref="IfMatch"/>.</param>
    public static ConditionalContent Of<T>(
        T value, TimeSpan maxAge, DateTimeOffset? lastModified = null, long? revision = null) => new(
        JsonSerializer.SerializeToUtf8Bytes(value, Json.Responses), "application/json; charset=utf-8", maxAge, lastModified,
        revision);
}
