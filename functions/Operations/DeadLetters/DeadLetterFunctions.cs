using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Operations.DeadLetters;

/// <summary>What operators do with dead letters.</summary>
public sealed class DeadLetterFunctions(DeadLetterStore letters, Replay replay, IEnumerable<QueueDeclaration> queues)
{
    /// <summary>Dead letters without their bodies, the newest first, page by page.</summary>
    [Function(nameof(ListDeadLetters))]
    public async Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dead-letters")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = DeadLetterQuery.Read(request, queues);
        var page = await letters.ListAsync(query.Queue, query.From, query.Limit, cancellationToken);
        if (page.Next is { } next)
            Cursor.AddNextLink(request, Cursor.Encode(next));
        return UncachedJson.Of(request, new DeadLetterList(page.Letters));
    }

    /// <summary>One dead letter with its body.</summary>
    [Function(nameof(GetDeadLetter))]
    public async Task<IResult> GetDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dead-letters/{deadLetterId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await letters.FindAsync(DeadLetterId.Read(request), cancellationToken) is { } stored
            ? UncachedJson.Of(request, stored.Letter)
            : throw DeadLetterId.NotFound();

    /// <summary>Puts a dead letter back on its queue.</summary>
    [Function(nameof(ReplayDeadLetter))]
    public async Task<IResult> ReplayDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dead-letters/{deadLetterId}/replay")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await replay.RunAsync(DeadLetterId.Read(request), cancellationToken));

    /// <summary>Deletes a dead letter for good.</summary>
    [Function(nameof(DiscardDeadLetter))]
    public async Task<IResult> DiscardDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/dead-letters/{deadLetterId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await letters.DeleteAsync(DeadLetterId.Read(request), cancellationToken)
            ? Results.NoContent()
            : throw DeadLetterId.NotFound();
}
