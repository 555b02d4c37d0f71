using System.Buffers.Text;
using System.Security.Cryptography;

namespace QNom.Platform.Encryption;

/// <summary>A document some of whose texts tell who a person is, or reach that person.</summary>
public interface IPersonal
{
    /// <summary>The same document with each of these texts changed.</summary>
    IPersonal WithPersonal(Func<string, string> change);
}

/// <summary>
/// Encrypts the fields of documents that reach a person (Personal Data Protection Act 2012, section 24), so that a copy of the
/// database or of a backup tells nobody's name or address to who may not use the vault's key. As <c>sealed:{key}:{text}</c>, each
/// bound to its document's place.
/// </summary>
public sealed class PersonalFields(DataKeys keys)
{
    private const string Mark = "sealed";

    /// <summary>A document as it is stored.</summary>
    /// <param name="document">The document; one without such fields stays as it is.</param>
    /// <param name="place">Its partition and id.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<T> SealAsync<T>(T document, string place, CancellationToken cancellationToken)
        where T : notnull
    {
        if (document is not IPersonal personal || Texts(personal).Count == 0)
            return document;
        var (keyId, sealing) = await keys.CurrentAsync(cancellationToken);
        return (T)personal.WithPersonal(text => $"{Mark}:{keyId}:{Base64Url.EncodeToString(sealing.Seal(text, place))}");
    }

    /// <summary>A document as it was before.</summary>
    /// <exception cref="CryptographicException">It was changed, is of another place, or its key is not there.</exception>
    public async Task<T> OpenAsync<T>(T document, string place, CancellationToken cancellationToken)
        where T : notnull
    {
        if (document is not IPersonal personal || Texts(personal) is not { Count: > 0 } texts)
            return document;
        var sealings = new Dictionary<string, SealedText>();
        foreach (var keyId in texts.Select(text => Parts(text)[1]).Distinct())
            sealings[keyId] = await keys.FindAsync(keyId, cancellationToken);
        return (T)personal.WithPersonal(text =>
        {
            var parts = Parts(text);
            return sealings[parts[1]].Open(Base64Url.DecodeFromChars(parts[2]), place);
        });
    }

    private static List<string> Texts(IPersonal personal)
    {
        var texts = new List<string>();
        personal.WithPersonal(text =>
        {
            texts.Add(text);
            return text;
        });
        return texts;
    }

    // In the clear it may be anything that somebody wrote there, so it is nothing that we take.
    private static string[] Parts(string text) => text.Split(':') is [Mark, _, _] parts
        ? parts
        : throw new CryptographicException("A personal field is not encrypted.");
}
