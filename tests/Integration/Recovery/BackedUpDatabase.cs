using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local.Cosmos;
using QNom.Operations.Recovery;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Tests.Integration.Recovery;

/// <summary>An account of its own with all containers, and the app's services on it; backups are in the tests' Azurite.</summary>
public sealed class BackedUpDatabase : IFunctionsWorkerApplicationBuilder, IAsyncDisposable
{
    private readonly CosmosEmulator emulator;
    private readonly ServiceProvider services;

    private BackedUpDatabase(CosmosEmulator emulator, string storage)
    {
        this.emulator = emulator;
        Services.AddLogging();
        this.AddQNom(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["COSMOS_CONNECTION"] = emulator.ConnectionString,
            ["AzureWebJobsStorage"] = storage,
            ["OIDC_ISSUER"] = "https://issuer.example",
            ["PSEUDONYM_KEY"] = new string('-', 16),
            ["CREDENTIAL_KEY"] = new string('-', 32),
        }).Build());
        services = Services.BuildServiceProvider();
    }

    /// <inheritdoc/>
    public IServiceCollection Services { get; } = new ServiceCollection();

    public BackupRun Backup => services.GetRequiredService<BackupRun>();

    public BackupStore Backups => services.GetRequiredService<BackupStore>();

    public Restore Restore => services.GetRequiredService<Restore>();

    public CosmosDatabase Database => services.GetRequiredService<CosmosDatabase>();

    public static async Task<BackedUpDatabase> CreateAsync(string storage)
    {
        var emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        var database = new BackedUpDatabase(emulator, storage);
        await database.services.GetRequiredService<CosmosDatabase>().CreateAsync(
            database.services.GetServices<ContainerDeclaration>(), CancellationToken.None);
        await database.services.GetRequiredService<Blobs>().Container(BackupStore.Declaration).CreateIfNotExistsAsync();
        return database;
    }

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;

    /// <summary>Every container that the app declares.</summary>
    public IReadOnlyList<ContainerDeclaration> Declarations => [.. services.GetServices<ContainerDeclaration>()];

    public Container Container(ContainerDeclaration declaration) =>
        services.GetRequiredService<CosmosDatabase>().Container(declaration);

    /// <summary>Stores a document.</summary>
    public async Task PutAsync(ContainerDeclaration declaration, string partition, string id, object more)
    {
        var document = JsonSerializer.SerializeToNode(more)!.AsObject();
        (document["id"], document[declaration.PartitionKeyPath[1..]]) = (id, partition);
        await Container(declaration).UpsertItemAsync(document, new PartitionKey(partition));
    }

    /// <summary>Backs up as the queue would, one step after the other.</summary>
    public async Task<BackupManifest> BackUpAsync()
    {
        var steps = new Queue<ExportStep>(await Backup.BeginAsync(CancellationToken.None));
        var id = steps.Peek().BackupId;
        while (steps.TryDequeue(out var step))
        {
            if (await Backup.StepAsync(step, CancellationToken.None) is { } next)
                steps.Enqueue(next);
        }

        return await Backups.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("The backup is not whole.");
    }

    /// <summary>All that is stored, but for what the service adds.</summary>
    public async Task<IReadOnlyList<string>> ContentAsync()
    {
        var content = new List<string>();
        foreach (var declaration in Declarations)
        {
            await foreach (var item in Container(declaration).QueryAsync<JsonElement>(new QueryDefinition("SELECT * FROM c")))
            {
                var own = item.EnumerateObject().Where(member => !member.Name.StartsWith('_')).OrderBy(member => member.Name, StringComparer.Ordinal);
                content.Add($"{declaration.Name}: {string.Join(',', own.Select(member => $"{member.Name}={member.Value.GetRawText()}"))}");
            }
        }

        content.Sort(StringComparer.Ordinal);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await emulator.DisposeAsync();
    }
}
