using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using QNom.Local;
using QNom.Local.Telemetry;
using QNom.Tests.Integration.Host;
using QNom.Tests.OpenApi;

namespace QNom.Tests.Integration.Operations;

/// <summary>
/// A cloud of its own for what operators see: its database may fail, its lists hold nothing of other tests, and a message
/// that fails is tried again at once.
/// </summary>
public class OperationsCloud : IAsyncLifetime
{
    private readonly string hostJson = Path.Combine(Path.GetTempPath(), $"qnom-{Guid.NewGuid():N}.json");
    private readonly Dictionary<string, string?> bodies = [];
    private LocalCloud? cloud;
    private HttpClient? http;

    public LocalCloud Cloud => cloud!;

    public HttpClient Http => http!;

    public string OperatorToken { get; private set; } = "";

    /// <summary>Where telemetry goes.</summary>
    protected virtual OtelOptions? Telemetry => null;

    public async ValueTask InitializeAsync()
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        settings["extensions"]!["queues"]!["visibilityTimeout"] = "00:00:00";
        settings["extensions"]!["queues"]!["maxPollingInterval"] = "00:00:00.5";
        await File.WriteAllTextAsync(hostJson, settings.ToJsonString());

        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Seed = false, HostJsonPath = hostJson, Telemetry = Telemetry }, TestContext.Current.SendDiagnosticMessage);
        http = new HttpClient(new ContractHandler(cloud.Functions.Address)) { BaseAddress = cloud.Functions.Address };
        OperatorToken = await TokenAsync("operator");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        http?.Dispose();
        if (cloud is not null)
            await cloud.DisposeAsync();
        File.Delete(hostJson);
    }

    public Task<string> TokenAsync(string role) =>
        Http.GetStringAsync($"identity/token?sub={Guid.NewGuid():N}&role={role}");

    /// <summary>Calls an endpoint as an operator, unless another token is given.</summary>
    public async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? OperatorToken) },
        };
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await CallAsync(HttpMethod.Get, path);
        return await BodyAsync(response.EnsureSuccessStatusCode());
    }

    public static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());

    /// <summary>A queue as the app speaks to it.</summary>
    public QueueClient Queue(string name) => new(
        Cloud.Azurite.ConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public BlobContainerClient Files(string container) => new(Cloud.Azurite.ConnectionString, container);

    /// <summary>All dead letters that fit, following the links.</summary>
    public async Task<List<JsonElement>> DeadLettersAsync(string query = "limit=100")
    {
        var letters = new List<JsonElement>();
        for (var path = $"api/v1/dead-letters?{query}"; path is not null;)
        {
            using var response = await CallAsync(HttpMethod.Get, path);
            letters.AddRange((await BodyAsync(response.EnsureSuccessStatusCode())).GetProperty("deadLetters").EnumerateArray());
            path = Next(response);
        }

        return letters;
    }

    /// <summary>Waits for the dead letter that has this body, of a queue or of any, and is not the one excepted.</summary>
    public async Task<JsonElement> DeadLetterAsync(string body, string? queue = null, string? except = null)
    {
        JsonElement? found = null;
        await Probe.UntilAsync(
            async () =>
            {
                foreach (var letter in (await DeadLettersAsync(queue is null ? "limit=100" : $"limit=100&queue={queue}")).Where(letter => Id(letter) != except))
                {
                    if (await BodyOfAsync(Id(letter)) == body)
                        found = letter;
                }

                return found is not null;
            },
            $"there is no dead letter {body}",
            every: 100);
        return await GetAsync($"api/v1/dead-letters/{Id(found!.Value)}");
    }

    /// <summary>The content of a dead letter's body, which never changes.</summary>
    public async Task<string?> BodyOfAsync(string id)
    {
        if (!bodies.TryGetValue(id, out var body))
        {
            var letter = await GetAsync($"api/v1/dead-letters/{id}");
            bodies[id] = body = letter.GetProperty("body").GetProperty("content").GetString();
        }

        return body;
    }

    public static string Id(JsonElement letter) => letter.GetProperty("id").GetString()!;

    public static string? Next(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links)[1..].Split('>')[0] : null;
}

/// <summary>The tests that share the cloud run one after another, since faults meet them all.</summary>
[CollectionDefinition(nameof(OperationsCloud))]
public sealed class OperationsTests : ICollectionFixture<OperationsCloud>;
