using System.Net;
using System.Text;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The REST protocol beneath the SDK.</summary>
public sealed class ProtocolTests : CosmosTest
{
    private const string OtherKey = "AAAAyDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    [Fact]
    public async Task A_request_signed_with_another_key_is_401()
    {
        using var stranger = SdkClient.Create($"AccountEndpoint={Emulator.Endpoint};AccountKey={OtherKey};");
        await Refused(HttpStatusCode.Unauthorized, () => stranger.GetContainer("qnom", "stalls").ReadItemAsync<Stall>("1", Key("x")));
    }

    [Fact]
    public async Task A_request_without_a_signature_is_401_and_does_nothing()
    {
        using var http = new HttpClient();
        using var answer = await http.DeleteAsync(new Uri(Emulator.Endpoint, "dbs/qnom"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Database.ReadAsync();
    }

    [Fact]
    public async Task A_request_signed_by_hand_with_another_key_is_401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom");
        using var answer = await RawClient.SendAsync(Emulator, request, OtherKey);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("dbs/qnom/colls/stalls/sprocs")]
    [InlineData("dbs/qnom/colls/stalls/conflicts")]
    [InlineData("dbs/qnom/users")]
    public async Task What_is_not_implemented_is_501_and_named(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await RawClient.SendAsync(Emulator, request);
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(path.Split('/')[^1], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_charge_session_and_activity()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom/colls/stalls/docs/1");
        request.Headers.Add("x-ms-documentdb-partitionkey", "[\"maxwell\"]");
        using var answer = await RawClient.SendAsync(Emulator, request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var header in (string[])["x-ms-request-charge", "x-ms-session-token", "x-ms-activity-id", "etag"])
            Assert.True(answer.Headers.Contains(header), header);
    }

    [Fact]
    public async Task A_point_read_without_a_partition_key_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom/colls/stalls/docs/1");
        using var answer = await RawClient.SendAsync(Emulator, request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_change_feed_answers_304_with_an_etag()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom/colls/stalls/docs");
        request.Headers.Add("A-IM", "Incremental Feed");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
        using var answer = await RawClient.SendAsync(Emulator, request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Items_of_the_change_feed_carry_their_LSN()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom/colls/stalls/docs");
        request.Headers.Add("A-IM", "Incremental Feed");
        using var answer = await RawClient.SendAsync(Emulator, request);
        Assert.Contains("\"_lsn\":1}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_are_found_by_rid()
    {
        var self = (await Container.ReadContainerAsync()).Resource.SelfLink.TrimEnd('/');
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{self}/pkranges");
        using var answer = await RawClient.SendAsync(Emulator, request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"maxExclusive\":\"FF\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_with_a_property_twice_is_refused()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"1","site":"maxwell","a":1,"a":2}"""));
        using var answer = await Container.CreateItemStreamAsync(body, Key("maxwell"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_at_the_start() => await Assert.ThrowsAsync<IOException>(() =>
        CosmosEmulator.StartAsync(new CosmosEmulatorOptions { Port = Emulator.Endpoint.Port }));

    [Fact]
    public async Task The_SDKs_default_serializer_works_too()
    {
        using var newtonsoft = new CosmosClient(Emulator.ConnectionString, new() { ConnectionMode = ConnectionMode.Gateway });
        var container = newtonsoft.GetContainer("qnom", "stalls");
        await container.CreateItemAsync(new { id = "1", site = "maxwell", wait = 4 });
        Assert.Equal(4, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
    }
}
