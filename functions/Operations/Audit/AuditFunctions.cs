using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Operations.Audit;

/// <summary>The audit trail for operators.</summary>
public sealed class AuditFunctions(AuditTrail trail)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;

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
}
