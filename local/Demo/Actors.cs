using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using QNom.Simulation;

namespace QNom.Local.Demo;

/// <summary>What became of something that somebody wanted to tell.</summary>
internal enum Outcome
{
    /// <summary>The API took it.</summary>
    Taken,

    /// <summary>The API refused it because the same person has just reported the stall.</summary>
    TooSoon,

    /// <summary>The API refused it for another reason.</summary>
    Refused,

    /// <summary>The lunch passes faster than life, and it would have told when somebody joined the line.</summary>
    LeftOut,
}

/// <summary>Diners, stalls and sensors: each tells the API what it has to say, with credentials of its own.</summary>
internal sealed class Actors(Api api, IReadOnlyList<Place> places, Company company)
{
    private const int LongestWait = 180;

    // A visit of no time at all is none.
    private static readonly TimeSpan ShortestVisit = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<ulong, string> tokens = [];

    /// <summary>Has somebody tell something, as it would be told at the real time of that minute.</summary>
    /// <exception cref="HttpRequestException">The API does not answer.</exception>
    public async Task<Outcome> TellAsync(Tell cue, StoryClock clock, CancellationToken cancellationToken)
    {
        var venue = places[cue.Stall].VenueId;
        var (happening, teller) = (cue.Happening, cue.Happening.Teller);
        var said = happening.Says(happening.Hostile ? await ShownAsync(venue, cancellationToken) : default);
        if (said.Timed && !clock.IsReal)
            return Outcome.LeftOut;

        var status = teller.Voice switch
        {
            Voice.Sensor => await api.TryAsync(
                HttpMethod.Post, $"sensors/{company.Sensors[venue]}/readings", company.SensorKey,
                new { readings = new[] { new { at = clock.At(said.At), count = said.People } } }, cancellationToken),
            Voice.Partner => await api.TryAsync(
                HttpMethod.Put, $"venues/{venue}/queue", company.ServerKey,
                new { state = "open", waitMinutes = Minutes(said) }, cancellationToken),
            _ => await api.TryAsync(
                HttpMethod.Post, $"venues/{venue}/queue/reports", await TokenAsync(teller, cancellationToken),
                Report(said, clock), cancellationToken, happening.Id.ToString()),
        };
        return status switch
        {
            < HttpStatusCode.BadRequest => Outcome.Taken,
            HttpStatusCode.TooManyRequests => Outcome.TooSoon,
            _ => Outcome.Refused,
        };
    }

    /// <summary>Has a stall say that nobody can queue, until a real time.</summary>
    /// <exception cref="HttpRequestException">The API does not answer.</exception>
    public async Task<Outcome> ShutAsync(int stall, string state, bool soldOut, DateTimeOffset until, CancellationToken cancellationToken) =>
        await api.TryAsync(
            HttpMethod.Put, $"venues/{places[stall].VenueId}/queue", company.ServerKey, new { state, soldOut, until }, cancellationToken)
            < HttpStatusCode.BadRequest
            ? Outcome.Taken
            : Outcome.Refused;

    private static object Report(Said said, StoryClock clock)
    {
        if (!said.Timed)
            return new { waitMinutes = Minutes(said), queueLength = said.People };
        var (joined, served) = (clock.At(said.At), clock.At(said.At + said.Minutes!.Value));
        return new { joinedAt = joined, servedAt = served - joined < ShortestVisit ? joined + ShortestVisit : served };
    }

    private static int? Minutes(Said said) => said.Minutes is { } minutes ? (int)Math.Clamp(Math.Round(minutes), 0, LongestWait) : null;

    // A passer-by is somebody new each time. Two who ask for the same person's token at once get two that are both good.
    private async Task<string> TokenAsync(Teller teller, CancellationToken cancellationToken)
    {
        if (!teller.SignedUp)
            return await api.DeviceAsync(cancellationToken);
        return tokens.TryGetValue(teller.Account, out var token)
            ? token
            : tokens[teller.Account] = await api.TokenAsync($"demo-diner-{teller.Account}", "diner", cancellationToken);
    }

    private async Task<Shown> ShownAsync(string venue, CancellationToken cancellationToken)
    {
        var wait = (await api.GetAsync($"venues/{venue}/queue", cancellationToken))["wait"] as JsonObject;
        return wait is null ? default : new Shown(wait["likely"]!.GetValue<int>(), wait["high"]!.GetValue<int>());
    }

    /// <summary>Forgets the tokens, before they end.</summary>
    public void Forget() => tokens.Clear();
}
