using Microsoft.Extensions.DependencyInjection;

namespace QNom.Payments.Settlement;

/// <summary>Registers settlement.</summary>
internal static class SettlementServices
{
    public static IServiceCollection AddSettlement(this IServiceCollection services) => services
        .AddSingleton(StatementArchive.Declaration)
        .AddSingleton(InvoiceStore.Declaration)
        .AddSingleton(SettlementSection.Section)
        .AddSingleton<StatementArchive>()
        .AddSingleton<InvoiceStore>()
        .AddSingleton<SettlementJob>();
}
