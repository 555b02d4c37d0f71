using Microsoft.Extensions.DependencyInjection;

namespace QNom.Platform.OpenApi;

/// <summary>Registers the API's description.</summary>
internal static class OpenApiServices
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services
        .AddSingleton(OpenApiSection.Section)
        .AddSingleton<ApiDocument>();
}
