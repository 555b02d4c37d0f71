using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace QNom.Platform.Encryption;

/// <summary>
/// The keys that personal fields are encrypted with: one a quarter of a year, made by whoever needs it first, and kept by each
/// process once it is decrypted. So a process asks the vault once for each key that it meets, and not for each document.
/// </summary>
public sealed class DataKeys(DataKeyStore store, IKeyWrap wrap, TimeProvider time) : IDisposable
{
    private const int Length = 32;

    private readonly ConcurrentDictionary<string, SealedText> opened = new();
    private readonly SemaphoreSlim opening = new(1);

    /// <summary>The name of the key to encrypt with now, and what encrypts with it.</summary>
    internal async Task<(string KeyId, SealedText Sealing)> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keyId = string.Create(CultureInfo.InvariantCulture, $"{now.Year}-{(now.Month + 2) / 3}");
        return (keyId, await OpenAsync(keyId, async () =>
        {
            if (await store.FindAsync(keyId, cancellationToken) is { } there)
                return there;
            var wrapped = await wrap.WrapAsync(RandomNumberGenerator.GetBytes(Length), cancellationToken);
            var mine = new DataKeyDocument(keyId, keyId, DataKeyDocument.CurrentSchema, wrapped.Version, wrapped.Bytes, now);
            // Of two that make one at once, the first's counts.
            return await store.TryAddAsync(mine, cancellationToken) ? mine : await RequireAsync(keyId, cancellationToken);
        }, cancellationToken));
    }

    /// <summary>What decrypts what was encrypted with a key.</summary>
    /// <exception cref="CryptographicException">There is no such key.</exception>
    internal Task<SealedText> FindAsync(string keyId, CancellationToken cancellationToken) =>
        OpenAsync(keyId, () => RequireAsync(keyId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => opening.Dispose();

    private async Task<DataKeyDocument> RequireAsync(string keyId, CancellationToken cancellationToken) =>
        await store.FindAsync(keyId, cancellationToken) ?? throw new CryptographicException($"There is no data key {keyId}.");

    private async Task<SealedText> OpenAsync(string keyId, Func<Task<DataKeyDocument>> find, CancellationToken cancellationToken)
    {
        if (opened.TryGetValue(keyId, out var found))
            return found;
        // One at a time: a start under load would ask the vault for the same key a hundred times.
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (opened.TryGetValue(keyId, out found))
                return found;
            var document = await find();
            var key = await wrap.UnwrapAsync(new WrappedKey(document.Version, document.Key), cancellationToken);
            return opened[keyId] = new SealedText(key);
        }
        finally
        {
            opening.Release();
        }
    }
}
