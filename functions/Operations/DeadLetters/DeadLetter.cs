namespace QNom.Operations.DeadLetters;

/// <summary>A message that failed all its attempts, without its body: what a list shows.</summary>
public record DeadLetterSummary
{
    /// <summary>Its id; a later one sorts first. See <see cref="DeadLetterId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The queue it failed on; <c>webjobs-blobtrigger</c> if it speaks of a dropped file.</summary>
    public required string Queue { get; init; }

    /// <summary>Why; null if no attempt ended in an exception, for example because the process died during each.</summary>
    public Failure? Failure { get; init; }

    /// <summary>When the host gave up on it and moved it to the poison queue, UTC.</summary>
    public required DateTimeOffset PoisonedAt { get; init; }

    /// <summary>When it was stored here, UTC.</summary>
    public required DateTimeOffset SetAsideAt { get; init; }

    /// <summary>The length of its body in bytes.</summary>
    public required int Bytes { get; init; }

    /// <summary>When an operator put it back on its queue, UTC; null if none has.</summary>
    public DateTimeOffset? ReplayedAt { get; init; }
}

/// <summary>A message that failed all its attempts, whole.</summary>
public sealed record DeadLetter : DeadLetterSummary
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "dead-letter/1";

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The message as it was.</summary>
    public required MessageBody Body { get; init; }

    /// <summary>Without the body.</summary>
    public DeadLetterSummary Summarise() => new()
    {
        Id = Id,
        Queue = Queue,
        Failure = Failure,
        PoisonedAt = PoisonedAt,
        SetAsideAt = SetAsideAt,
        Bytes = Bytes,
        ReplayedAt = ReplayedAt,
    };
}

/// <summary>A page of dead letters.</summary>
/// <param name="DeadLetters">The newest first.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetterSummary> DeadLetters);

/// <summary>How the bytes of a message are written in JSON.</summary>
public enum BodyEncoding
{
    /// <summary>As text, which they are in UTF-8.</summary>
    Text,

    /// <summary>In base64, because they are no UTF-8 text.</summary>
    Base64,
}

/// <summary>A message's bytes in JSON, from which the same bytes can be had again.</summary>
/// <param name="Encoding">How they are written.</param>
/// <param name="Content">What is written.</param>
public sealed record MessageBody(BodyEncoding Encoding, string Content)
{
    private static readonly System.Text.UTF8Encoding Utf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes bytes.</summary>
    public static MessageBody Of(BinaryData bytes)
    {
        try
        {
            return new MessageBody(BodyEncoding.Text, Utf8.GetString(bytes.ToMemory().Span));
        }
        catch (System.Text.DecoderFallbackException)
        {
            return new MessageBody(BodyEncoding.Base64, Convert.ToBase64String(bytes.ToMemory().Span));
        }
    }

    /// <summary>The bytes.</summary>
    public BinaryData ToBytes() => Encoding switch
    {
        BodyEncoding.Text => new BinaryData(Utf8.GetBytes(Content)),
        _ => new BinaryData(Convert.FromBase64String(Content)),
    };
}
