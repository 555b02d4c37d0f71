using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QNom.Local;
using QNom.Queues.Repair;
using QNom.Tests.Integration;
using QNom.Tests.OpenApi;

[assembly: AssemblyFixture(typeof(AppFixture))]

namespace QNom.Tests.Integration;

/// <summary>
/// The whole of QNom in this process, on free ports and with nothing on disk, seeded. Tests share it, so each takes stalls
/// and diners of its own: <see cref="TakeVenue"/>, <see cref="TokenAsync"/>.
/// </summary>
public sealed class AppFixture : IAsyncLifetime
{
    private LocalCloud? cloud;
    private HttpClient? http;
    private int venuesTaken;
    private readonly List<string> venues = [];

    /// <summary>Everything that runs.</summary>
    public LocalCloud Cloud => cloud ?? throw new InvalidOperationException("The app has not started yet.");

    /// <summary>Calls the API without a token. An answer that the API document does not describe fails the test.</summary>
    public HttpClient Http => http ?? throw new InvalidOperationException("The app has not started yet.");

    /// <summary>A demonstration stall that no other test uses.</summary>
    public string TakeVenue() => venues[Interlocked.Increment(ref venuesTaken)];

    /// <summary>A token for someone that no other test is.</summary>
    public Task<string> TokenAsync(string role = "diner", string? subject = null) =>
        Http.GetStringAsync($"identity/token?sub={subject ?? Guid.NewGuid().ToString("N")}&role={role}");

    /// <summary>Reports a queue as a diner of its own, unless a token is given.</summary>
    public async Task<HttpResponseMessage> ReportAsync(
        string venue, string body, string? token = null, string? idempotencyKey = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/venues/{venue}/queue/reports")
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? await TokenAsync()) },
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Http.SendAsync(request);
    }

    /// <summary>Reads a resource.</summary>
    public async Task<JsonElement> GetAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await Http.GetByteArrayAsync(path));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // The repair looks at all stalls by turns, at the wall clock's minutes: what an endpoint costs could not be counted.
        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { DisabledFunctions = [nameof(RepairFunctions.RepairBoards)] }, TestContext.Current.SendDiagnosticMessage);
        http = new HttpClient(new ContractHandler(cloud.Functions.Address)) { BaseAddress = cloud.Functions.Address };
        var sites = await GetAsync("api/v1/sites?limit=100");
        foreach (var site in sites.GetProperty("sites").EnumerateArray())
        {
            var board = await GetAsync($"api/v1/sites/{site.GetProperty("siteId").GetString()}");
            venues.AddRange(board.GetProperty("stalls").EnumerateArray().Select(stall => stall.GetProperty("venueId").GetString()!));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (cloud is not null)
            await cloud.DisposeAsync();
    }
}
