using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Makes clients as the app does: gateway mode, System.Text.Json.</summary>
internal static class SdkClient
{
    public static CosmosClient Create(CosmosEmulator emulator, Action<CosmosClientOptions>? change = null) =>
        Create(emulator.ConnectionString, change);

    public static CosmosClient Create(string connectionString, Action<CosmosClientOptions>? change = null)
    {
        // Without this the SDK looks for Azure's metadata service before its first request.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        var options = new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web),
        };
        change?.Invoke(options);
        return new(connectionString, options);
    }
}
