using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using QNom.Simulation;

namespace QNom.Local.Demo;

/// <summary>
/// Simulated lunches at real hawker centres, one after the other: an ordinary client of the API, under the rules that hold
/// for everybody. It alone knows the truth, and says every quarter of an hour how far from it the shown waits are.
/// </summary>
internal sealed class LunchDemo(HttpClient http, DemoOptions options, TimeProvider time, Action<string> say)
{
    // Enough for the greatest speed, and no storm when the API is slow: then the lunch waits for it.
    private const int AtOnce = 8;

    // The first lunch begins before the offices come down: the hour before that is dull to watch.
    private const double Beginning = 45;

    private readonly Api api = new(http);
    private readonly Tally tally = new();

    /// <summary>Runs until it is told to end; returns then.</summary>
    /// <exception cref="LocalCloudException">The API refuses what the demonstration needs, or does not answer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PlayAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // As it should end.
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            throw new LocalCloudException($"The demonstration cannot go on: {error.Message}", error);
        }
    }

    /// <summary>The cues, each when it is due.</summary>
    internal static async IAsyncEnumerable<Cue> DueAsync(
        Lunch lunch, StoryClock clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var cue in lunch.Cues)
        {
            await clock.UntilAsync(cue.At, cancellationToken);
            yield return cue;
        }
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        var places = await Place.FindAsync(api, options.Centres, cancellationToken);
        List<string> Venues(Func<int, bool> has) => [.. places.Where((_, stall) => has(stall)).Select(place => place.VenueId)];
        var company = await Company.SetUpAsync(api, Venues(Machines.HasPartner), Venues(Machines.HasSensor), cancellationToken);
        var actors = new Actors(api, places, company);
        List<StallStory> stories = [.. places.Select((_, stall) => new StallStory(options.Seed, stall))];
        say($"Lunch at {places.Count} stalls of {options.Centres} hawker centres, {options.Speed:0.##} times as fast as life (seed {options.Seed}).");

        var begins = new StoryClock(time, time.GetUtcNow(), options.Speed).At(-Beginning);
        for (var number = 0; ; number++)
        {
            var clock = new StoryClock(time, begins, options.Speed);
            var lunch = Lunch.Of(stories, liarsAwake: number > 0).From(number == 0 ? Beginning : 0);
            await Parallel.ForEachAsync(
                DueAsync(lunch, clock, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (cue, cancelled) => await DoAsync(cue, lunch, places, actors, clock, cancelled));
            await clock.UntilAsync(Lunch.Length, cancellationToken);
            begins = clock.At(Lunch.Length);
            actors.Forget();
        }
    }

    private async Task DoAsync(
        Cue cue, Lunch lunch, IReadOnlyList<Place> places, Actors actors, StoryClock clock, CancellationToken cancellationToken)
    {
        switch (cue)
        {
            case Tell tell:
                tally.Count(await actors.TellAsync(tell, clock, cancellationToken), tell.Happening.Hostile);
                break;
            case Pause pause:
                tally.Count(await actors.ShutAsync(pause.Stall, "paused", false, clock.At(pause.Until), cancellationToken));
                break;
            case Close close:
                tally.Count(await actors.ShutAsync(close.Stall, "closed", close.SoldOut, clock.At(Lunch.Length), cancellationToken));
                break;
            case QuarterHour quarter:
                say(await CompareAsync(quarter.At, lunch, places, clock, cancellationToken));
                break;
        }
    }

    private async Task<string> CompareAsync(
        double minute, Lunch lunch, IReadOnlyList<Place> places, StoryClock clock, CancellationToken cancellationToken)
    {
        var shown = new Dictionary<string, double>();
        foreach (var site in places.Select(place => place.SiteId).Distinct())
        {
            var board = await api.GetAsync($"sites/{site}/board", cancellationToken);
            foreach (var stall in board["stalls"]!.AsArray())
                if (stall!["wait"] is JsonObject wait && wait["live"]!.GetValue<bool>() && wait["likely"] is { } likely)
                    shown[stall["venueId"]!.GetValue<string>()] = likely.GetValue<int>();
        }

        var now = clock.Now;
        var open = places.Index().Where(place => now < lunch.Days[place.Index].Closes).ToList();
        return tally.Line(minute, open.Count,
            [.. open.Where(place => shown.ContainsKey(place.Item.VenueId))
                .Select(place => new Comparison(place.Item.Name, shown[place.Item.VenueId], lunch.Days[place.Index].WaitAt(now)))]);
    }
}
