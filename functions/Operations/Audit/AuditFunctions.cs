using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Operations.Audit;

/// <summary>The audit trail for operators.</summary>
public sealed class AuditFunctions(AuditTrail trail, AuditVerifier verifier)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;

    // The text of a seal: 256 bits in base64url.
    private const int SealLength = 43;

    private sealed record Position(string After);

    /// <summary>What operators did, the latest first, page by page.</summary>
    [Function(nameof(ListAudit))]
    public async Task<IResult> ListAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/audit")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        // One more than the page tells whether there is a next one.
        var entries = await trail.ListAsync(after, limit + 1, cancellationToken);
        if (entries.Count > limit)
            Cursor.AddNextLink(request, Cursor.Encode(new Position(entries[limit - 1].Id)));
        return UncachedJson.Of(request, new AuditPage([.. entries.Take(limit).Select(AuditView.Of)]));
    }

    /// <summary>Whether the trail is as it was written, from its first line to its last.</summary>
    [Function(nameof(VerifyAudit))]
    public async Task<IResult> VerifyAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/audit/verification")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await verifier.VerifyAsync(ReadNoted(request), cancellationToken));

    private static (long Number, string Seal)? ReadNoted(HttpRequest request)
    {
        var (number, seal) = (request.Query["number"], request.Query["seal"]);
        if (number is [] && seal is [])
            return null;
        var errors = new ValidationErrors()
            .Require(seal is [{ Length: SealLength }], "seal", "must be a seal as a verification gave it, with its number");
        if (number is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known > 0)
        {
            errors.ThrowIfAny();
            return (known, seal[0]!);
        }

        errors.Add("number", "must be the number of a line, from 1, with its seal").ThrowIfAny();
        return null;
    }
}
