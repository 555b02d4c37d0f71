using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using QNom.Local.Host.Configuration;

namespace QNom.Local.Host.Storage;

/// <summary>One storage client per connection setting.</summary>
internal sealed class StorageClients(Settings settings)
{
    private readonly Dictionary<string, QueueServiceClient> queues = [];
    private readonly Dictionary<string, BlobServiceClient> blobs = [];

    /// <exception cref="FunctionHostException">The setting is missing or not a connection string.</exception>
    public QueueServiceClient Queues(string connection)
    {
        // The host decodes messages itself: the SDK would throw a batch away because of one that is not base64.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        SetRetry(options);
        return Get(queues, connection, value => new QueueServiceClient(value, options));
    }

    /// <exception cref="FunctionHostException">The setting is missing or not a connection string.</exception>
    public BlobServiceClient Blobs(string connection)
    {
        var options = new BlobClientOptions();
        SetRetry(options);
        return Get(blobs, connection, value => new BlobServiceClient(value, options));
    }

    private T Get<T>(Dictionary<string, T> clients, string connection, Func<string, T> create)
    {
        if (clients.TryGetValue(connection, out var known))
            return known;

        var value = settings.Connection(connection);
        try
        {
            return clients[connection] = create(value);
        }
        catch (FormatException)
        {
            // The exception is not passed on: it may quote the account's key.
            throw new FunctionHostException($"The setting {connection} is not a storage connection string.");
        }
    }

    private static void SetRetry(ClientOptions options)
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.MaxRetries = 4;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }
}
