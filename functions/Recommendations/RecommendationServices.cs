using Microsoft.Extensions.DependencyInjection;
using QNom.Queues;

namespace QNom.Recommendations;

/// <summary>Registers recommendations.</summary>
internal static class RecommendationServices
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services) => services
        .AddSingleton(RecommendationSection.Section)
        .AddSingleton<WaitsAhead>()
        .AddSingleton<RecommendationDesk>();
}
