using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using QNom.Diners;
using QNom.Diners.Notifications;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Encryption;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Venues;

namespace QNom.Tests.Integration.Diners;

/// <summary>Diners on an emulator and a storage of their own, without a host, at a time of their own.</summary>
public sealed class DinerDatabase(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServiceProvider? services;
    private CosmosEmulator? emulator;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    /// <summary>What was pushed to browsers.</summary>
    internal RecordingSender Browsers { get; } = new(ChannelKind.Push);

    /// <summary>What was sent by e-mail.</summary>
    internal RecordingSender Mailboxes { get; } = new(ChannelKind.Email);

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public Container Container(ContainerDeclaration declaration) => Get<CosmosDatabase>().Container(declaration);

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<Random>(new Hasty())
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                StorageConnection = azurite.ConnectionString,
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
                CredentialKey = "0123456789abcdef0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddSingleton<Blobs>()
            .AddSingleton<CredentialKeys>()
            .AddSingleton<Pseudonyms>()
            .AddEncryption()
            .AddVenues()
            .AddQueues()
            .AddDiners()
            .RemoveAll<INotificationSender>()
            .AddSingleton<INotificationSender>(Browsers)
            .AddSingleton<INotificationSender>(Mailboxes)
            .BuildServiceProvider();
        await Get<CosmosDatabase>().CreateAsync(services.GetServices<ContainerDeclaration>(), CancellationToken.None);
        foreach (var queue in services.GetServices<QueueDeclaration>())
            await Get<StorageQueues>().CreateAsync(queue.Name, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    /// <summary>A venue of its own.</summary>
    public async Task<string> VenueAsync()
    {
        var venueId = $"stall-{Guid.NewGuid():N}";
        await Get<VenueStore>().CreateAsync(
            Venue.Create(venueId, "tiny-centre", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);
        return venueId;
    }

    /// <summary>A diner of their own.</summary>
    public static string NewDiner() => Guid.NewGuid().ToString("N")[..22];

    /// <summary>Takes all messages off a queue.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(string queue)
    {
        var client = new QueueClient(azurite.ConnectionString, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var taken = new List<string>();
        while ((await client.ReceiveMessagesAsync(32)).Value is { Length: > 0 } page)
        {
            foreach (var message in page)
            {
                taken.Add(message.Body.ToString());
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return taken;
    }

    /// <summary>An If-Match header.</summary>
    public static IfMatch Tag(string tag)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = tag;
        return IfMatch.Read(request);
    }

    /// <summary>Every document of a partition, as text.</summary>
    public async Task<IReadOnlyList<string>> DocumentsAsync(ContainerDeclaration declaration, string partition) =>
        await Container(declaration)
            .QueryAsync<JsonElement>(new QueryDefinition("SELECT * FROM c"), new QueryRequestOptions { PartitionKey = new PartitionKey(partition) })
            .Select(document => document.GetRawText()).ToListAsync();

    // Who waits a moment at a time that only the test moves on, waits for ever.
    private sealed class Hasty : Random
    {
        public override double NextDouble() => 0;
    }
}
