using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>The triggers of recommendations.</summary>
public sealed class RecommendationFunctions(RecommendationDesk desk, TasteOf tasteOf)
{
    /// <summary>
    /// "I have 40 minutes": where to eat and be back in time. Each place is told with its chance, which is the probability
    /// that walk, wait at arrival, eating and walk back together stay within the break.
    /// </summary>
    [Function(nameof(GetRecommendations))]
    public Task<IResult> GetRecommendations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/recommendations")] HttpRequest request,
        CancellationToken cancellationToken) => AnswerAsync(request, DinerTaste.Unknown, cancellationToken);

    /// <summary>The same for a diner, with the needs, likings, favourites and visits that we know and may use.</summary>
    [Function(nameof(GetMyRecommendations))]
    public async Task<IResult> GetMyRecommendations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/diners/me/recommendations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await AnswerAsync(request, await tasteOf(Caller.Of(request), cancellationToken), cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest request, DinerTaste taste, CancellationToken cancellationToken)
    {
        var query = RecommendationQuery.Read(request);
        var advice = await desk.AdviseAsync(query, taste, cancellationToken);
        var language = Languages.Accepted(request);
        Languages.Tell(request, [language, Language.English]);
        return UncachedJson.Of(request, RecommendationList.Of(advice, taste.With(query), language));
    }
}
