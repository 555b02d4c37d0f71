using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using QNom.Local;
using QNom.Platform;

namespace QNom.Tests.Integration.Queues;

/// <summary>What the <c>queues</c> container says of a venue: stored reports, and reports folded into the head.</summary>
internal sealed record Counts(int Stored, int Folded);

/// <summary>Looks into the <c>queues</c> container past the app.</summary>
internal static class QueueRecords
{
    // One for each database: tests look every few milliseconds, and a client's first request is many.
    private static readonly ConcurrentDictionary<string, CosmosClient> Clients = new();

    public static Task<Counts> CountAsync(LocalCloud cloud, string venue) => CountAsync(cloud.Cosmos.ConnectionString, venue);

    public static async Task<Counts> CountAsync(string connection, string venue)
    {
        var folded = await QueryAsync<int>(connection, venue, "SELECT VALUE c.reports FROM c WHERE c.id = 'head'");
        return new Counts((await ReportIdsAsync(connection, venue)).Count, folded.SingleOrDefault());
    }

    public static Task<List<string>> ReportIdsAsync(string connection, string venue) =>
        QueryAsync<string>(connection, venue, "SELECT VALUE c.id FROM c WHERE c.schema = 'queue-report/3'");

    private static async Task<List<T>> QueryAsync<T>(string connection, string venue, string query)
    {
        var client = Clients.GetOrAdd(connection, _ => new CosmosClient(connection, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = Json.Documents,
        }));
        using var iterator = client.GetContainer("qnom", "queues").GetItemQueryIterator<T>(
            query, requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey(venue) });
        var results = new List<T>();
        while (iterator.HasMoreResults)
            results.AddRange(await iterator.ReadNextAsync());
        return results;
    }
}
