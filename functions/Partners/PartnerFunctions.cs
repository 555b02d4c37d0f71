using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Partners;

/// <summary>Partners, their venues and members, for operators.</summary>
public sealed class PartnerFunctions(Onboarding onboarding, PartnerStore store, FirstAnswers answers)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;
    internal const int LargestBody = 4 * 1024;

    private sealed record Position(string After);

    /// <summary>Creates a partner, without venues, members, sensors or keys.</summary>
    [Function(nameof(CreatePartner))]
    public async Task<IResult> CreatePartner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<PartnerBody>(request, LargestBody, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(request, body, async (effect, cancelled) =>
        {
            var partner = await onboarding.CreateAsync(body, effect, cancelled);
            return FirstAnswer.Created($"/api/v1/partners/{partner.PartnerId}", partner);
        }, cancellationToken);
    }

    /// <summary>Partners, page by page.</summary>
    [Function(nameof(ListPartners))]
    public async Task<IResult> ListPartners(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        // One more than the page tells whether there is a next one.
        var cards = await store.ListAsync(after, limit + 1, cancellationToken);
        if (cards.Count > limit)
            Cursor.AddNextLink(request, CursorAfter(cards[limit - 1].Id));
        return UncachedJson.Of(request, new PartnerPage(
            [.. cards.Take(limit).Select(card => new PartnerSummary(card.Id, card.Name, card.CreatedAt))]));
    }

    /// <summary>A partner with its venues, members and sensors.</summary>
    [Function(nameof(GetPartner))]
    public async Task<IResult> GetPartner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await onboarding.ReadAsync(RouteValue.Id(request, "partnerId"), cancellationToken));

    /// <summary>Lets a partner act for a venue. A second time changes nothing.</summary>
    [Function(nameof(GiveVenue))]
    public async Task<IResult> GiveVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/partners/{partnerId}/venues/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await onboarding.GiveVenueAsync(
            RouteValue.Id(request, "partnerId"), RouteValue.Id(request, "venueId"), cancellationToken));

    /// <summary>Ends that a partner acts for a venue; its keys lose the venue with it. A second time changes nothing.</summary>
    [Function(nameof(TakeVenue))]
    public async Task<IResult> TakeVenue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/partners/{partnerId}/venues/{venueId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await onboarding.TakeVenueAsync(
            RouteValue.Id(request, "partnerId"), RouteValue.Id(request, "venueId"), cancellationToken));

    /// <summary>Says by whose rates a partner pays from its next payment on. A second time changes nothing.</summary>
    [Function(nameof(PutPlan))]
    public async Task<IResult> PutPlan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/partners/{partnerId}/plan")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var body = await JsonBody.ReadAsync<PlanBody>(request, LargestBody, cancellationToken);
        body.Validate();
        return UncachedJson.Of(request, await onboarding.SetPlanAsync(partnerId, body.Plan, cancellationToken));
    }

    /// <summary>Lets a person act for a partner. A second time changes nothing.</summary>
    [Function(nameof(AddMember))]
    public async Task<IResult> AddMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/members")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<MemberBody>(request, LargestBody, cancellationToken);
        body.Validate();
        return UncachedJson.Of(request, await onboarding.AddMemberAsync(
            RouteValue.Id(request, "partnerId"), body.Subject, cancellationToken));
    }

    /// <summary>Ends that a person acts for a partner, at once. A second time changes nothing.</summary>
    [Function(nameof(RemoveMember))]
    public async Task<IResult> RemoveMember(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/partners/{partnerId}/members/{memberId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await onboarding.RemoveMemberAsync(RouteValue.Id(request, "partnerId"), MemberId.Read(request), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The cursor of the page that starts after a partner.</summary>
    internal static string CursorAfter(string partnerId) => Cursor.Encode(new Position(partnerId));
}
