using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Platform.Http;

/// <summary>Reads a JSON request body strictly: type, size, depth, unknown and repeated members are all checked.</summary>
public static class JsonBody
{
    /// <summary>Reads the body as <typeparamref name="T"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProblemException">400 with a JSON pointer, 413 or 415.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, int limit, CancellationToken cancellationToken)
        where T : class
    {
        RequireJson(request);
        var bytes = await ReadBytesAsync(request, limit, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, Json.Strict)
                ?? throw Problems.Invalid("", "must be a JSON object");
        }
        catch (JsonException exception)
        {
            throw Problems.Invalid(JsonPointer.FromPath(exception.Path), Explain(exception));
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw Problems.NotJson();
        }
    }

    /// <summary>Reads a body as it is.</summary>
    /// <exception cref="ProblemException">413: it is larger than <paramref name="limit"/> bytes.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            throw Problems.TooLarge(limit);

        // One byte more than the limit tells a body that is too large from one that just fits, whatever its headers said.
        var buffer = new byte[Math.Min(limit, request.ContentLength ?? limit) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > limit ? throw Problems.TooLarge(limit) : buffer.AsMemory(0, length);
    }

    // The serializer's own messages name .NET types; a client is told in the words of JSON.
    private static string Explain(JsonException exception) => exception.Message switch
    {
        var text when text.Contains("could not be mapped", StringComparison.Ordinal) => "is not a member that is known here",
        var text when text.Contains("missing required", StringComparison.Ordinal) => "lacks a required member",
        var text when text.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "has a member twice",
        var text when text.Contains("could not be converted", StringComparison.Ordinal) => "has a value of the wrong type or out of range",
        var text when text.Contains("depth", StringComparison.OrdinalIgnoreCase) => "is nested too deeply",
        _ => "is not well-formed JSON",
    };
}
