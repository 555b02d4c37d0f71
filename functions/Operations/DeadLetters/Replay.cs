using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Operations.DeadLetters;

/// <summary>Gives a dead letter another chance.</summary>
public sealed class Replay(DeadLetterStore letters, StorageQueues queues, FileReplay files, TimeProvider time)
{
    /// <summary>
    /// Puts a dead letter back on its queue exactly as it was, and marks it. A second time changes nothing, unless the
    /// first ended in between: then the message goes twice, which consumers bear, and never not at all.
    /// </summary>
    /// <exception cref="ProblemException">404: there is none of this id; 409: the file it speaks of has changed.</exception>
    public async Task<DeadLetterSummary> RunAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await letters.FindAsync(id, cancellationToken) ?? throw DeadLetterId.NotFound();
        if (stored.Letter.ReplayedAt is not null)
            return stored.Letter.Summarise();

        await SendAsync(stored.Letter, cancellationToken);
        var now = time.GetUtcNow();
        if (await letters.MarkReplayedAsync(stored, now, cancellationToken))
            return stored.Letter.Summarise() with { ReplayedAt = now };

        // Another operator was faster: theirs is the time that counts, or it is gone because they discarded it.
        var other = await letters.FindAsync(id, cancellationToken) ?? throw DeadLetterId.NotFound();
        return other.Letter.Summarise();
    }

    private Task SendAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var body = letter.Body.ToBytes();
        if (letter.Queue != BlobPoisonMessage.Queue)
            return queues.EnqueueBytesAsync(letter.Queue, body, cancellationToken);
        return BlobPoisonMessage.Read(letter.Queue, body) is { } file
            ? files.RunAsync(file, cancellationToken)
            : throw FileReplay.Gone();
    }
}
