using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QNom.Queues;

namespace QNom.Recommendations;

/// <summary>Registers recommendations.</summary>
internal static class RecommendationServices
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services)
    {
        // Whoever knows diners better registers before.
        services.TryAddSingleton<ITasteSource, AnonymousTaste>();
        return services
            .AddSingleton(RecommendationSection.Section)
            .AddSingleton<WaitsAhead>()
            .AddSingleton<RecommendationDesk>();
    }
}
