using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Local.Cosmos;
using QNom.Platform.Http;
using QNom.Queues;

namespace QNom.Tests.Integration.Queues;

/// <summary>What may be answered from memory, and for how long.</summary>
public sealed class QueueAnswersTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string VenueId = "tiny-centre-laksa";
    private readonly QueueDatabase database = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.CreateVenueAsync(VenueId);
        await database.GuessAsync(VenueId, 20);
        database.Emulator.Log.Clear();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_point_read_a_second()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => LikelyAsync()));
        Assert.Equal(1, database.HeadReads(VenueId));

        database.Time.Advance(QueueAnswers.KeptFor - TimeSpan.FromMilliseconds(1));
        await LikelyAsync();
        Assert.Equal(1, database.HeadReads(VenueId));
        database.Time.Advance(TimeSpan.FromMilliseconds(1));
        await LikelyAsync();
        Assert.Equal(2, database.HeadReads(VenueId));
    }

    [Fact]
    public async Task What_this_instance_commits_shows_at_once()
    {
        var before = await LikelyAsync();
        await database.GuessAsync(VenueId, 90);

        Assert.True(await LikelyAsync() > before);
    }

    [Fact]
    public async Task What_another_instance_commits_shows_within_a_second()
    {
        var before = await LikelyAsync();
        var store = new QueueStore(database.Get<QNom.Platform.Cosmos.CosmosDatabase>());
        var stored = (await store.FindHeadAsync(VenueId, CancellationToken.None))!;
        await store.CommitAsync(new HeadStep(new QueueHead { VenueId = VenueId, Sequence = 2 }), stored.ETag, null, null, CancellationToken.None);

        Assert.Equal(before, await LikelyAsync());
        database.Time.Advance(QueueAnswers.KeptFor);
        Assert.Null(await LikelyAsync());
    }

    [Fact]
    public async Task Past_its_validity_nothing_is_answered_from_memory()
    {
        var validUntil = database.Time.GetUtcNow().AddMinutes(30);
        database.Time.SetUtcNow(validUntil.AddMilliseconds(-500));
        Assert.NotNull(await LikelyAsync());

        database.Time.SetUtcNow(validUntil);
        Assert.Null(await LikelyAsync());
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        // As often as the SDK tries by itself, and once more.
        database.Emulator.Faults.Inject(new Fault(FaultKind.TooManyRequests) { Operation = CosmosOperation.Read, Times = 6 });
        await Assert.ThrowsAnyAsync<Exception>(LikelyAsync);

        Assert.NotNull(await LikelyAsync());
    }

    [Fact]
    public async Task That_there_is_no_such_venue_is_kept_too()
    {
        for (var i = 0; i < 3; i++)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(
                () => database.Get<QueueAnswers>().OfAsync("no-such-stall", CancellationToken.None));
            Assert.Equal("venue-not-found", problem.Code);
        }

        Assert.Equal(1, database.HeadReads("no-such-stall"));
    }

    [Fact]
    public async Task A_list_says_what_it_knows_and_what_is_no_venue()
    {
        await database.CreateVenueAsync("tiny-centre-satay");
        var list = await database.Get<QueueReader>().ReadAsync(
            ["tiny-centre-satay", "no-such-stall", VenueId], CancellationToken.None);

        Assert.Equal(["tiny-centre-satay", VenueId], list.Queues.Select(queue => queue.VenueId));
        Assert.Equal([VenueState.Unknown, VenueState.Open], list.Queues.Select(queue => queue.State));
        Assert.Equal(["no-such-stall"], list.Unknown);
    }

    [Fact]
    public async Task A_forecast_goes_by_the_quarter_of_an_hour_for_four_hours()
    {
        database.Time.Advance(TimeSpan.FromMinutes(7));
        var forecast = await database.Get<QueueReader>().ReadForecastAsync(VenueId, CancellationToken.None);

        var noon = new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            Enumerable.Range(1, 16).Select(quarter => noon.AddMinutes(15 * quarter)), forecast.Forecast.Select(point => point.At));
        Assert.All(forecast.Forecast, point => Assert.InRange(point.Likely, point.Low, point.High));
        database.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty((await database.Get<QueueReader>().ReadForecastAsync(VenueId, CancellationToken.None)).Forecast);
    }

    private async Task<int?> LikelyAsync()
    {
        var answer = await database.Get<QueueAnswers>().OfAsync(VenueId, CancellationToken.None);
        using var body = new MemoryStream();
        await answer.ExecuteAsync(new DefaultHttpContext { Response = { Body = body } });
        var wait = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("wait");
        return wait.ValueKind == JsonValueKind.Null ? null : wait.GetProperty("likely").GetInt32();
    }
}
