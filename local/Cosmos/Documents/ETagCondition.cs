namespace QNom.Local.Cosmos.Documents;

/// <summary>The conditions of a request: <c>If-Match</c> and <c>If-None-Match</c>; null or empty where not set.</summary>
internal readonly record struct ETagCondition(string? IfMatch, string? IfNoneMatch)
{
    private const string Any = "*";

    /// <summary>Whether a write may go ahead; <paramref name="etag"/> is the item's version, null if there is no item.</summary>
    /// <exception cref="RequestRefusedException">412: it may not.</exception>
    public void CheckWrite(string? etag)
    {
        if (!string.IsNullOrEmpty(IfMatch) && IfMatch != Any && IfMatch != etag)
            throw RequestRefusedException.PreconditionFailed();
        if (!string.IsNullOrEmpty(IfNoneMatch) && etag is not null && (IfNoneMatch == Any || IfNoneMatch == etag))
            throw RequestRefusedException.PreconditionFailed();
    }

    /// <summary>True if the reader already has this version.</summary>
    public bool IsNotModified(string etag) =>
        !string.IsNullOrEmpty(IfNoneMatch) && (IfNoneMatch == Any || IfNoneMatch == etag);
}
