using QNom.Local.Host;
using QNom.Local.Host.Configuration;

namespace QNom.Tests.Unit.Host;

public sealed class HostJsonTests
{
    [Fact]
    public void What_is_not_said_has_the_defaults_of_Azure_Functions()
    {
        var settings = HostJsonReader.Parse("""{ "version": "2.0" }""");

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal(
            new QueueSettings
            {
                BatchSize = 16,
                NewBatchThreshold = 8,
                MaxDequeueCount = 5,
                MaxPollingInterval = TimeSpan.FromMinutes(1),
                VisibilityTimeout = TimeSpan.Zero,
                Base64 = true,
            },
            settings.Queues);
        Assert.Equal(5, settings.Blobs.PoisonBlobThreshold);
        Assert.Equal(8 * Environment.ProcessorCount, settings.Blobs.MaxDegreeOfParallelism);
    }

    [Fact]
    public void Every_setting_that_is_honoured_is_read()
    {
        var settings = HostJsonReader.Parse("""
            {
              // comments and trailing commas are allowed, as in Azure Functions
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "" },
                "queues": {
                  "batchSize": 4, "newBatchThreshold": 1, "maxDequeueCount": 3, "maxPollingInterval": "00:00:05",
                  "visibilityTimeout": "00:00:30", "messageEncoding": "none"
                },
                "blobs": { "maxDegreeOfParallelism": 2, "poisonBlobThreshold": 7 },
              },
              "logging": { "logLevel": { "default": "Warning" } },
            }
            """);

        Assert.Equal(string.Empty, settings.RoutePrefix);
        Assert.Equal(
            new QueueSettings
            {
                BatchSize = 4,
                NewBatchThreshold = 1,
                MaxDequeueCount = 3,
                MaxPollingInterval = TimeSpan.FromSeconds(5),
                VisibilityTimeout = TimeSpan.FromSeconds(30),
                Base64 = false,
            },
            settings.Queues);
        Assert.Equal(new BlobSettings { MaxDegreeOfParallelism = 2, PoisonBlobThreshold = 7 }, settings.Blobs);
        Assert.Equal("Warning", settings.LogLevels["default"]);
        Assert.Empty(settings.Ignored);
    }

    [Fact]
    public void The_threshold_is_half_a_batch_unless_it_is_said() => Assert.Equal(
        2, HostJsonReader.Parse("""{ "extensions": { "queues": { "batchSize": 4 } } }""").Queues.NewBatchThreshold);

    [Theory]
    [InlineData("""{ "extensions": { "queues": { "batchsize": 4 } } }""", "extensions.queues.batchsize")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "extensions.queues.batchSize")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": "16" } } }""", "extensions.queues.batchSize")]
    [InlineData("""{ "extensions": { "queues": { "messageEncoding": "utf8" } } }""", "extensions.queues.messageEncoding")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "extensions.queues.visibilityTimeout")]
    [InlineData("""{ "extensions": { "http": { "maxConcurrentRequests": 5 } } }""", "extensions.http.maxConcurrentRequests")]
    [InlineData("""{ "extensions": { "blobs": [] } }""", "extensions.blobs")]
    [InlineData("""{ "version": "1.0" }""", "version")]
    [InlineData("not json", "host.json is not JSON")]
    public void A_setting_that_cannot_be_honoured_is_an_error_that_names_it(string json, string named)
    {
        var error = Assert.Throws<FunctionHostException>(() => HostJsonReader.Parse(json));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_of_others_are_listed_as_ignored() => Assert.Equal(
        ["functionTimeout", "extensions.serviceBus", "logging.applicationInsights"],
        HostJsonReader.Parse("""
            { "functionTimeout": "00:05:00", "extensions": { "serviceBus": {} }, "logging": { "applicationInsights": {} } }
            """).Ignored);
}
