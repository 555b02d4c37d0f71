using System.Diagnostics.Metrics;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace QNom.Operations.DeadLetters;

/// <summary>Sets aside what failed all its attempts, with the reason, once however often it is delivered.</summary>
public sealed partial class PoisonIntake(
    DeadLetterStore letters, FailureStore failures, TimeProvider time, ILogger<PoisonIntake> logger)
{
    /// <summary>The name of the meter, for exporters.</summary>
    public const string MeterName = "QNom.Operations";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> SetAside = Meter.CreateCounter<long>(
        "qnom.dead_letters", "{message}", "Messages that failed all their attempts and were set aside.");

    /// <summary>Stores a message of a poison queue as a dead letter.</summary>
    /// <param name="queue">The queue that it failed on.</param>
    /// <param name="message">The message as it came to the poison queue.</param>
    /// <param name="text">The message's text as the trigger gives it; see <see cref="FailureKey"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Exception">It could not be stored: the message must stay where it is.</exception>
    public async Task SetAsideAsync(string queue, QueueMessage message, string text, CancellationToken cancellationToken)
    {
        var id = DeadLetterId.Of(message);
        // Asked first, since a second delivery must not take the failure of another message that is the same.
        if (await letters.ContainsAsync(id, cancellationToken))
        {
            Log.Known(logger, id);
            return;
        }

        var (subject, function) = BlobPoisonMessage.Read(queue, message.Body) is { } file
            ? (FailureKey.SubjectOf(file.Path), file.Function)
            : (FailureKey.SubjectOf(text), "");
        var cause = await failures.FindAsync(subject, function, cancellationToken);
        var letter = new DeadLetter
        {
            Id = id,
            Queue = queue,
            Failure = cause?.Failure,
            PoisonedAt = message.InsertedOn!.Value,
            SetAsideAt = time.GetUtcNow(),
            Bytes = message.Body.ToMemory().Length,
            Body = MessageBody.Of(message.Body),
        };
        if (!await letters.AddAsync(letter, cancellationToken))
            return;

        SetAside.Add(1, new KeyValuePair<string, object?>("queue", queue));
        Log.SetAside(logger, id, queue, letter.Failure?.Function, letter.Failure?.Type, letter.Failure?.Message);
        if (cause is not null)
            await failures.ForgetAsync(cause.Value.Name, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Dead letter {Id} of {Queue}: {Function} failed with {Type}: {Reason}")]
        public static partial void SetAside(
            ILogger logger, string id, string queue, string? function, string? type, string? reason);

        [LoggerMessage(2, LogLevel.Debug, "Dead letter {Id} was stored before.")]
        public static partial void Known(ILogger logger, string id);
    }
}
