using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Cosmos;
using QNom.Platform.Identity;
using QNom.Tests.Integration.Operations;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.BadInput;

/// <summary>Bad input gets the right status and a problem that says where, is never our failure, and changes nothing.</summary>
/// <remarks>In a cloud of its own: what other tests set aside there may arrive late, and here nothing may change.</remarks>
public sealed class BadInputTests(OperationsCloud cloud) : IClassFixture<OperationsCloud>
{
    // What answers anyone whatever is sent.
    private static readonly string[] Undemanding = ["GetOpenApi", "GetDocs", "GetLiveness", "GetReadiness", "RegisterDevice"];

    [Fact]
    public void Every_endpoint_of_the_table_of_policies_has_bad_requests()
    {
        var table = new BadRequestTable("a", "b", "c", "d").All;

        Assert.InRange(table.Count, 120, int.MaxValue);
        Assert.Equal(
            EndpointPolicies.Functions.Except(Undemanding).Order(), table.Select(bad => bad.Function).Distinct().Order());
    }

    [Fact]
    public async Task Bad_input_is_refused_with_the_reason_and_changes_nothing()
    {
        const string venue = "bad-input-stall";
        foreach (var id in (string[])[venue, BadHoursRequests.ClosedVenue])
        {
            await cloud.Cloud.Functions.Services.GetRequiredService<VenueStore>().CreateAsync(
                Venue.Create(id, "bad-input-site", "Stall", Cuisine.Malay, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);
        }

        await cloud.Cloud.Functions.Services.GetRequiredService<CosmosDatabase>().Container(VenueStore.Declaration)
            .CreateItemAsync(HoursDocument.Of(BadHoursRequests.ClosedVenue, 1, new OpeningHours([])));
        var cast = await Cast.MeetAsync(cloud, venue, Guid.NewGuid().ToString("N"));

        var before = await CloudContent.ReadAsync(cloud.Cloud);
        var wrong = new List<string>();
        foreach (var bad in cast.Table.All)
        {
            using var answer = await cast.SendAsync(bad);
            if (await FaultAsync(bad, answer) is { } fault)
                wrong.Add($"{bad}: {fault}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await CloudContent.ReadAsync(cloud.Cloud));
    }

    private static async Task<string?> FaultAsync(BadRequest bad, HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return "a stream, which has no end to read to";
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != bad.Status)
            return $"{(int)answer.StatusCode} instead of {bad.Status}: {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"no problem: {answer.Content.Headers.ContentType}";
        if (answer.Headers.Contains("X-Injected"))
            return "a header was injected";
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        if (problem.GetProperty("status").GetInt32() != bad.Status || problem.GetProperty("traceId").GetString() is null or "")
            return text;
        if (bad.At is null)
            return null;
        return problem.TryGetProperty("errors", out var errors)
            && (bad.At == "*" || errors.EnumerateObject().Any(error => error.Name == bad.At || error.Name.StartsWith(bad.At + "/", StringComparison.Ordinal)))
                ? null
                : $"does not point at '{bad.At}': {text}";
    }
}
