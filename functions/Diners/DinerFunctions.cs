using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Diners.Consents;
using QNom.Diners.Visits;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Diners;

/// <summary>The triggers of what diners keep with us. Whose it is says the token, and nothing in the request can.</summary>
public sealed class DinerFunctions(
    DinerProfiles profiles, ConsentDesk consents, DinerStore store, DinerExport export, Departure departure, ConsentFollower follower,
    Outbox<DinerOutboxMessage> outbox, Pseudonyms pseudonyms)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;
    private const int LargestBody = 4 * 1024;

    private sealed record Position(string After);

    /// <summary>The caller's profile; empty if nothing was ever said.</summary>
    [Function(nameof(GetDiner))]
    public async Task<IResult> GetDiner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Shown(await profiles.ReadAsync(Of(request), cancellationToken));

    /// <summary>Replaces the caller's name and preferences.</summary>
    [Function(nameof(PutDiner))]
    public async Task<IResult> PutDiner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/diners/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<DinerBody>(request, LargestBody, cancellationToken);
        return Shown(await profiles.ChangeAsync(Of(request), body, seen, cancellationToken));
    }

    /// <summary>Erases everything that is held of the caller in 30 days. Reviews stay, without a name.</summary>
    [Function(nameof(DeleteDiner))]
    public async Task<IResult> DeleteDiner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/diners/me")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await departure.BeginAsync(Of(request), cancellationToken));

    /// <summary>Takes the deletion back. A second time changes nothing.</summary>
    [Function(nameof(KeepDiner))]
    public async Task<IResult> KeepDiner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/diners/me/deletion")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await departure.TakeBackAsync(Of(request), cancellationToken));

    /// <summary>Everything that is held of the caller.</summary>
    [Function(nameof(GetDinerData))]
    public async Task<IResult> GetDinerData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/data")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await export.OfAsync(Of(request), cancellationToken));

    /// <summary>The caller's favourite venues.</summary>
    [Function(nameof(ListFavourites))]
    public async Task<IResult> ListFavourites(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/favourites")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await profiles.ReadFavouritesAsync(Of(request), cancellationToken));

    /// <summary>Makes a venue a favourite. A second time changes nothing.</summary>
    [Function(nameof(AddFavourite))]
    public async Task<IResult> AddFavourite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/diners/me/favourites/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await profiles.AddFavouriteAsync(Of(request), RouteValue.Id(request, "venueId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Makes a venue no favourite. A second time changes nothing.</summary>
    [Function(nameof(RemoveFavourite))]
    public async Task<IResult> RemoveFavourite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/diners/me/favourites/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await profiles.RemoveFavouriteAsync(Of(request), RouteValue.Id(request, "venueId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>What the caller ever agreed to or withdrew, page by page.</summary>
    [Function(nameof(ListConsents))]
    public async Task<IResult> ListConsents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/consents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = await PageAsync<ConsentChangeDocument>(request, ConsentChangeDocument.Prefix, found => found.Id, cancellationToken);
        return UncachedJson.Of(request, new ConsentHistory([.. page.Select(change => change.Consent)]));
    }

    /// <summary>Agrees to a purpose, or withdraws the consent to it.</summary>
    [Function(nameof(PutConsent))]
    public async Task<IResult> PutConsent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/diners/me/consents/{purpose}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var purpose = ConsentDesk.Read(request);
        var body = await JsonBody.ReadAsync<ConsentBody>(request, LargestBody, cancellationToken);
        return UncachedJson.Of(request, await consents.SayAsync(Of(request), purpose, body.Given, cancellationToken));
    }

    /// <summary>Where the caller was in the last 90 days, page by page; empty without consent.</summary>
    [Function(nameof(ListVisits))]
    public async Task<IResult> ListVisits(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/visits")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = await PageAsync<VisitDocument>(request, VisitDocument.Prefix, found => found.Id, cancellationToken);
        return UncachedJson.Of(request, new VisitHistory([.. page.Select(visit => visit.ToVisit())]));
    }

    /// <summary>Follows what diners no longer agree to.</summary>
    [Function(nameof(FollowDiner))]
    public Task FollowDiner([QueueTrigger(DinerQueues.Events)] string message, CancellationToken cancellationToken) =>
        follower.FollowAsync(QueueMessages.Read<DinerChanged>(message), cancellationToken);

    /// <summary>Erases diners whose 30 days are over, every hour.</summary>
    [Function(nameof(EraseDiners))]
    public Task EraseDiners([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        departure.EraseDueAsync(cancellationToken);

    /// <summary>Delivers events that were committed and did not reach their queue, every half minute.</summary>
    [Function(nameof(SweepDinerOutbox))]
    public Task SweepDinerOutbox([TimerTrigger("5,35 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);

    /// <summary>The cursor of a page after an id.</summary>
    internal static string CursorAfter(string id) => Cursor.Encode(new Position(id));

    private static ConditionalContent Shown(DinerView diner) => ConditionalJson.Of(diner, TimeSpan.Zero, revision: diner.Revision);

    private string Of(HttpRequest request) => pseudonyms.Of(Caller.Of(request));

    private async Task<IEnumerable<T>> PageAsync<T>(
        HttpRequest request, string prefix, Func<T, string> id, CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        if (after?.StartsWith(prefix, StringComparison.Ordinal) == false)
            throw Problems.Invalid("cursor", "is not a cursor of this list");
        var page = await store.ListAsync<T>(Of(request), prefix, after, limit + 1, cancellationToken);
        if (page.Count > limit)
            Cursor.AddNextLink(request, CursorAfter(id(page[limit - 1])));
        return page.Take(limit);
    }
}
