using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Messaging;

namespace QNom.Diners.Reviews;

/// <summary>Registers reviews.</summary>
internal static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton(ReviewStore.Declaration)
        .AddSingleton(ReviewSection.Section)
        .AddSingleton(new QueueDeclaration(RatingChanged.Queue))
        .AddOutbox<ReviewOutboxMessage>(ReviewStore.Declaration)
        .AddSingleton<ReviewStore>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<Moderation>()
        .AddSingleton<ForgetDiner>(provider => provider.GetRequiredService<ReviewDesk>().MakeAnonymousAsync);
}
