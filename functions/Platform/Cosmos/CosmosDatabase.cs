using Azure.Identity;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Telemetry;

namespace QNom.Platform.Cosmos;

/// <summary>The app's database, through the one client of the process.</summary>
public sealed class CosmosDatabase : IDisposable
{
    private readonly CosmosClient client;

    /// <summary>Prepares the client; nothing is sent until the first use.</summary>
    public CosmosDatabase(Settings settings)
    {
        client = Connect(settings);
        Name = settings.CosmosDatabase;
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>A container of this database.</summary>
    public Container Container(ContainerDeclaration declaration) => client.GetContainer(Name, declaration.Name);

    /// <summary>Creates the database and the containers that are missing.</summary>
    public async Task CreateAsync(IEnumerable<ContainerDeclaration> declarations, CancellationToken cancellationToken)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync(Name, cancellationToken: cancellationToken);
        foreach (var declaration in declarations)
            await database.CreateContainerIfNotExistsAsync(declaration.ToProperties(), cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static CosmosClient Connect(Settings settings) => settings.CosmosConnection is null
        ? new CosmosClient(settings.CosmosEndpoint!.ToString(), new DefaultAzureCredential(), Options(settings))
        : new CosmosClient(settings.CosmosConnection, Options(settings));

    /// <summary>How the client talks to an account.</summary>
    internal static CosmosClientOptions Options(Settings settings)
    {
        var options = new CosmosClientOptions
        {
            ApplicationName = "qnom",
            // Of the account's own default, and said here since rules of ours go by it: an instance reads what it wrote.
            ConsistencyLevel = ConsistencyLevel.Session,
            UseSystemTextJsonSerializerWithOptions = Json.Documents,
            EnableContentResponseOnWrite = false,
            MaxRetryAttemptsOnRateLimitedRequests = 5,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(5),
            // A write whose answer got lost is not sent again by the SDK: the app's own retries read first.
            RequestTimeout = TimeSpan.FromSeconds(10),
            CustomHandlers = { new CosmosTelemetry() },
        };

        if (settings.CosmosConnection is { } connection && IsEmulator(connection))
        {
            // An emulator answers on one address only, and off Azure there is no metadata service to ask for a region.
            Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
            options.ConnectionMode = ConnectionMode.Gateway;
            options.LimitToEndpoint = true;
        }
        else if (settings.CosmosRegions.Count > 0)
        {
            options.ApplicationPreferredRegions = settings.CosmosRegions;
        }

        return options;
    }

    private static bool IsEmulator(string connection) =>
        connection.Split(';')
            .Where(part => part.StartsWith("AccountEndpoint=", StringComparison.OrdinalIgnoreCase))
            .Select(part => new Uri(part["AccountEndpoint=".Length..]))
            .Any(endpoint => endpoint.Scheme == Uri.UriSchemeHttp || endpoint.IsLoopback);
}
