using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Operations.DeadLetters;

/// <summary>The parameters of the list of dead letters, checked.</summary>
/// <param name="Queue">From <c>queue</c>; null for all.</param>
/// <param name="From">From <c>cursor</c>.</param>
/// <param name="Limit">From <c>limit</c>: 1 to 100, 50 if not given.</param>
internal sealed record DeadLetterQuery(string? Queue, DeadLetterPosition? From, int Limit)
{
    public const int UsualLimit = 50;
    public const int MostAtOnce = 100;

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static DeadLetterQuery Read(HttpRequest request, IEnumerable<QueueDeclaration> queues) => new(
        ReadQueue(request, [.. queues.Select(queue => queue.Name), BlobPoisonMessage.Queue]),
        Cursor.Read<DeadLetterPosition>(request),
        Cursor.ReadLimit(request, UsualLimit, MostAtOnce));

    private static string? ReadQueue(HttpRequest request, IReadOnlyList<string> queues) => request.Query["queue"] switch
    {
        [] => null,
        [{ } queue] when queues.Contains(queue) => queue,
        _ => throw Problems.Invalid("queue", $"must be one of: {string.Join(", ", queues)}"),
    };
}
