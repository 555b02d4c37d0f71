using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using QNom.Platform.Identity;

namespace QNom.Operations.Audit;

/// <summary>
/// Seals lines of the trail: HMAC-SHA256 over all that a line says and the seal of the line before, under a key that the
/// database does not hold. Whoever can write to the database alone can neither change a line, nor take one out, nor put one
/// in, without breaking the chain; to cut off its end is noticed by who has noted a later seal.
/// </summary>
public sealed class AuditSeal(CredentialKeys keys)
{
    private readonly byte[] key = keys.For("audit trail");

    /// <summary>A line as the next one after the end of the trail.</summary>
    public AuditEntry Next(AuditEntry entry, AuditHead head)
    {
        var next = entry with { Number = head.Number + 1, Previous = head.Seal };
        return next with { Seal = Of(next) };
    }

    /// <summary>Whether a line says what it said when it was sealed.</summary>
    public bool Holds(AuditEntry entry) => Of(entry) == entry.Seal;

    // As a JSON array of texts, so that no two different lines are the same text.
    private string Of(AuditEntry entry) => Base64Url.EncodeToString(HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes((string?[])
    [
        entry.Schema, entry.Number.ToString(CultureInfo.InvariantCulture), entry.Previous, entry.Id, entry.ActionId,
        entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Operator, entry.Action, entry.Target,
        entry.Outcome.ToString(), entry.Reason,
    ])));
}
