using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using QNom.Platform;

namespace QNom.Tests.Integration.Partners;

/// <summary>Looks past the API at what the app has and stores.</summary>
internal static class Records
{
    public static T Service<T>(AppFixture app)
        where T : class => app.Cloud.Functions.Services.GetRequiredService<T>();

    /// <summary>Every document of a container, as text.</summary>
    public static async Task<string> AllAsync(AppFixture app, string container)
    {
        using var client = new CosmosClient(app.Cloud.Cosmos.ConnectionString, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = Json.Documents,
        });
        using var iterator = client.GetContainer("qnom", container).GetItemQueryIterator<JsonElement>("SELECT * FROM c");
        var all = new StringBuilder();
        while (iterator.HasMoreResults)
        {
            foreach (var item in await iterator.ReadNextAsync())
                all.AppendLine(item.GetRawText());
        }

        return all.ToString();
    }
}
