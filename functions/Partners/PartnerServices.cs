using Microsoft.Extensions.DependencyInjection;
using QNom.Partners.PayNow;
using QNom.Partners.Webhooks;
using QNom.Platform.Identity;

namespace QNom.Partners;

/// <summary>Registers partners.</summary>
internal static class PartnerServices
{
    public static IServiceCollection AddPartners(this IServiceCollection services) => services
        .AddSingleton(PartnerStore.Declaration)
        .AddSingleton(PartnerSection.Section)
        .AddSingleton<PartnerStore>()
        .AddSingleton<ApiKeySecret>()
        .AddSingleton<ICallerSource, ApiKeys>()
        .AddSingleton<Onboarding>()
        .AddSingleton<KeyIssue>()
        .AddSingleton<SensorRegistry>()
        .AddSingleton<PayNowDesk>()
        .AddSingleton(PayNowSection.Section)
        .AddPartnerWebhooks()
        .AddSingleton<PartnersOfMember>(provider => provider.GetRequiredService<Onboarding>().PartnerIdsOfAsync)
        .AddSingleton<VenuesOfMember>(provider => provider.GetRequiredService<Onboarding>().VenuesOfAsync);
}
