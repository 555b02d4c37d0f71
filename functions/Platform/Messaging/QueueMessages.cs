using System.Text.Json;
using QNom.Platform.Cosmos;

namespace QNom.Platform.Messaging;

/// <summary>A message on a queue, which says what shape it has.</summary>
public interface IQueueMessage
{
    /// <summary>The name and version of the shape this code writes and reads, for example <c>queue-report/1</c>.</summary>
    static abstract string CurrentSchema { get; }

    /// <summary>The name and version of this message's shape.</summary>
    string Schema { get; }
}

/// <summary>Reads queue messages.</summary>
public static class QueueMessages
{
    /// <summary>
    /// Reads a message's text. A failure must reach the host, which retries and at last sets the message aside.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no JSON of this shape, or of a version that is not known.</exception>
    public static T Read<T>(string text)
        where T : class, IQueueMessage
    {
        try
        {
            var message = JsonSerializer.Deserialize<T>(text, Json.Strict)
                ?? throw new InvalidDataException($"A {T.CurrentSchema} message is null.");
            DocumentSchema.Require(message.Schema, T.CurrentSchema);
            return message;
        }
        catch (JsonException exception)
        {
            // The inner exception's text may quote the message, which may hold personal data.
            throw new InvalidDataException($"A message is not valid {T.CurrentSchema} at {Place(typeof(T), exception.Path)}.");
        }
    }

    // Of its path only what is a member of ours: the rest is what the message says, too.
    private static string Place(Type message, string? path) =>
        Json.Strict.GetTypeInfo(message).Properties.FirstOrDefault(member => member.Name == path?.Split('.', '[').ElementAtOrDefault(1)) is { } known
            ? $"$.{known.Name}"
            : "$";
}
