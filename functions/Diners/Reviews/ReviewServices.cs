using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Diners.Reviews;

/// <summary>Registers reviews.</summary>
internal static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton(ReviewStore.Declaration)
        .AddSingleton(ReviewSection.Section)
        .AddSingleton(new QueueDeclaration(RatingChanged.Queue))
        .AddSingleton(provider => new Outbox<ReviewOutboxMessage>(
            provider.GetRequiredService<CosmosDatabase>().Container(ReviewStore.Declaration),
            provider.GetRequiredService<StorageQueues>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Outbox<ReviewOutboxMessage>>>()))
        .AddSingleton<ReviewStore>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<Moderation>()
        .AddSingleton<ForgetDiner>(provider => provider.GetRequiredService<ReviewDesk>().MakeAnonymousAsync);
}
