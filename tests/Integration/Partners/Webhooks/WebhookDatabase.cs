using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Partners;
using QNom.Partners.Webhooks;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Platform.Network;
using QNom.Venues;

namespace QNom.Tests.Integration.Partners.Webhooks;

/// <summary>Webhooks on an emulator and a storage of their own, without a host: messages are made attempts of when a test says so.</summary>
public sealed class WebhookDatabase(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServiceProvider? services;
    private CosmosEmulator? emulator;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    public string Storage { get; } = azurite.TakeAccount();

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                StorageConnection = Storage,
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
                CredentialKey = new string('k', 32),
                WebhooksToLoopback = true,
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<CredentialKeys>()
            .AddSingleton<StorageQueues>()
            .AddSingleton(PartnerStore.Declaration)
            .AddSingleton<PartnerStore>()
            .AddSingleton(VenueStore.Declaration)
            .AddSingleton<VenueStore>()
            .AddSingleton<Pseudonyms>()
            .AddSingleton<Onboarding>()
            .AddSingleton<HostResolver>(Dns.GetHostAddressesAsync)
            .AddSingleton<PublicConnections>()
            .AddPartnerWebhooks()
            .BuildServiceProvider();
        await Get<CosmosDatabase>().CreateAsync(services.GetServices<ContainerDeclaration>(), CancellationToken.None);
        await Get<StorageQueues>().CreateAsync(WebhookQueues.Deliveries, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    /// <summary>A partner; gives its id.</summary>
    public async Task<string> PartnerAsync()
    {
        var id = Guid.NewGuid().ToString("N")[..16];
        await Get<PartnerStore>().CreateAsync(new Partner { PartnerId = id, Name = "Tian Tian", CreatedAt = Time.GetUtcNow() }, CancellationToken.None);
        return id;
    }

    /// <summary>A stall that a partner acts for; gives its id.</summary>
    public async Task<string> StallAsync(string partner)
    {
        var id = $"stall-{Guid.NewGuid():N}";
        await Get<VenueStore>().CreateAsync(
            Venue.Create(id, "centre", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);
        await Get<Onboarding>().GiveVenueAsync(partner, id, CancellationToken.None);
        return id;
    }

    /// <summary>An endpoint that is verified, unless it must not be; gives it and its secret.</summary>
    internal async Task<IssuedWebhook> EndpointAsync(string partner, WebhookReceiver receiver, string path = "/qnom", string[]? events = null, bool verified = true)
    {
        var issued = await Get<WebhookDesk>().CreateAsync(partner, new WebhookBody(receiver.Url(path), events), NewEffect(), CancellationToken.None);
        if (verified)
            Assert.True((await Get<WebhookTrials>().VerifyAsync(partner, issued.Details.WebhookId, CancellationToken.None)).Succeeded);
        return issued;
    }

    /// <summary>A request that was not made before.</summary>
    public static Effect NewEffect() => new(Guid.NewGuid().ToString("N"), Guid.NewGuid().ToByteArray());

    /// <summary>Something that happens now.</summary>
    public WebhookNews News(string type = "order.paid") => new($"order-{Guid.NewGuid():N}-3", type, Time.GetUtcNow(), new { Number = 12 });

    /// <summary>The deliveries of an endpoint.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(string partner, IssuedWebhook endpoint, DeliveryState? state = null) =>
        await Get<DeliveryLog>().ListAsync(partner, endpoint.Details.WebhookId, state, null, 100, CancellationToken.None);

    /// <summary>Makes the next attempt of a delivery, when it is due.</summary>
    public async Task<WebhookDelivery> AttemptAsync(WebhookDelivery delivery)
    {
        if (delivery.DueAt - Time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
            Time.Advance(wait);
        await Get<WebhookCourier>().DeliverAsync(WebhookDue.Next(delivery), CancellationToken.None);
        return (await Get<WebhookStore>().FindDeliveryAsync(delivery.PartnerId, delivery.WebhookId, delivery.DeliveryId, CancellationToken.None))!;
    }

    /// <summary>An endpoint as its partner sees it.</summary>
    public async Task<WebhookEndpoint> FindAsync(string partner, IssuedWebhook endpoint) =>
        await Get<WebhookDesk>().FindAsync(partner, endpoint.Details.WebhookId, CancellationToken.None);
}
