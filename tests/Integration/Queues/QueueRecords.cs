using Microsoft.Azure.Cosmos;
using QNom.Local;
using QNom.Platform;

namespace QNom.Tests.Integration.Queues;

/// <summary>What the <c>queues</c> container says of a venue: stored reports, and reports folded into the head.</summary>
internal sealed record Counts(int Stored, int Folded);

/// <summary>Looks into the <c>queues</c> container past the app.</summary>
internal static class QueueRecords
{
    public static Task<Counts> CountAsync(LocalCloud cloud, string venue) => CountAsync(cloud.Cosmos.ConnectionString, venue);

    public static async Task<Counts> CountAsync(string connection, string venue)
    {
        using var client = new CosmosClient(connection, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = Json.Documents,
        });
        var container = client.GetContainer("qnom", "queues");
        var within = new QueryRequestOptions { PartitionKey = new PartitionKey(venue) };
        return new Counts(
            await ScalarAsync("SELECT VALUE COUNT(1) FROM c WHERE c.schema = 'queue-report/1'"),
            await ScalarAsync("SELECT VALUE c.reports FROM c WHERE c.id = 'head'"));

        async Task<int> ScalarAsync(string query)
        {
            using var iterator = container.GetItemQueryIterator<int>(query, requestOptions: within);
            var values = new List<int>();
            while (iterator.HasMoreResults)
                values.AddRange(await iterator.ReadNextAsync());
            return values.SingleOrDefault();
        }
    }
}
