namespace QNom.Platform.Idempotency;

/// <summary>
/// A request that was made under an <c>Idempotency-Key</c>. Id and partition: a keyed hash of endpoint, caller and key, so
/// that neither can be read from it. Kept 24 hours.
/// </summary>
internal sealed record IdempotencyRecord
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "idempotency/1";

    /// <summary>See above.</summary>
    public required string Id { get; init; }

    /// <summary>The partition, the same as the id.</summary>
    public required string Key { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>A hash of the body: the same key with another body is a mistake of the caller's.</summary>
    public required string Payload { get; init; }

    /// <summary>See <see cref="Effect.Nonce"/>.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>Which of the requests under the key runs it: known to nobody else; null in what was written before this was kept.</summary>
    public byte[]? Holder { get; init; }

    /// <summary>Until when the request is taken to be running, UTC; later, another may take it over.</summary>
    public required DateTimeOffset RunningUntil { get; init; }

    /// <summary>The <see cref="FirstAnswer"/>, encrypted: it may hold what is shown once. Null while there is none.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = 24 * 60 * 60;
}
