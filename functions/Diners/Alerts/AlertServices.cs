using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Diners.Notifications;
using QNom.Platform;
using QNom.Platform.Messaging;
using QNom.Platform.Network;
using QNom.Queues;

namespace QNom.Diners.Alerts;

/// <summary>Registers alerts and what brings them to people.</summary>
internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton(AlertSection.Section)
        .AddSingleton(new QueueDeclaration(AlertCheck.Queue))
        .AddSingleton(new QueueDeclaration(NotificationDue.Queue))
        .AddSingleton<AlertIndex>()
        .AddSingleton<AlertDesk>()
        .AddSingleton<AlertChecker>()
        .AddSingleton<AlertWatch>()
        .AddSingleton<IQueueReadModel>(provider => provider.GetRequiredService<AlertWatch>())
        .AddSingleton<ForgetDiner>(provider => provider.GetRequiredService<AlertIndex>().ForgetAsync)
        .AddSingleton<ChannelDesk>()
        .AddSingleton<NotificationDelivery>()
        .AddSingleton(provider => PushSender(provider, provider.GetRequiredService<Settings>()))
        .AddSingleton(provider => MailSender(provider, provider.GetRequiredService<Settings>()));

    private static INotificationSender PushSender(IServiceProvider provider, Settings settings) => settings.VapidPublicKey is null
        ? new LogSender(ChannelKind.Push, provider.GetRequiredService<ILogger<LogSender>>())
        : new WebPushSender(
            settings, provider.GetRequiredService<PublicConnections>().Client(WebPushSender.Patience), provider.GetRequiredService<TimeProvider>());

    private static INotificationSender MailSender(IServiceProvider provider, Settings settings) => settings.MailServer is null
        ? new LogSender(ChannelKind.Email, provider.GetRequiredService<ILogger<LogSender>>())
        : new EmailSender(settings, provider.GetRequiredService<TimeProvider>());
}
