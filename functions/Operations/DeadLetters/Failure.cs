using System.Reflection;

namespace QNom.Operations.DeadLetters;

/// <summary>How an attempt to handle a message or a dropped file ended.</summary>
/// <param name="Function">The function that failed.</param>
/// <param name="Type">The exception's type, without its namespace.</param>
/// <param name="Message">
/// What our own code says of it. Null for an exception that others threw: its text may quote what it was given, and that
/// may be personal data or an address.
/// </param>
/// <param name="FailedAt">When, UTC.</param>
/// <param name="MessageId">The message's id on its own queue; null for a file.</param>
/// <param name="EnqueuedAt">When it came onto its own queue, UTC; null for a file.</param>
/// <param name="Attempt">Which attempt it was, from 1; null for a file.</param>
public sealed record Failure(
    string Function, string Type, string? Message, DateTimeOffset FailedAt,
    string? MessageId = null, DateTimeOffset? EnqueuedAt = null, int? Attempt = null)
{
    private const int LongestMessage = 500;

    /// <summary>Describes an exception that a function ended with.</summary>
    public static Failure Of(Exception exception, string function, DateTimeOffset at)
    {
        // Hosts that call functions by reflection, or wait for them, wrap what a function throws.
        while (exception is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
            && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        var message = IsOurs(exception) ? exception.Message : null;
        return new Failure(
            function, exception.GetType().Name,
            message?.Length > LongestMessage ? message[..LongestMessage] : message, at);
    }

    // By where it was thrown and not by its type: our code throws InvalidDataException, and so may any library.
    private static bool IsOurs(Exception exception) =>
        exception.TargetSite?.Module.Assembly == typeof(Failure).Assembly;
}
