using QNom.Platform.Cosmos;

namespace QNom.Queues;

/// <summary>How a wish for a turn ended.</summary>
/// <param name="Turn">The turn that was taken, now or by the same report before; null if it was not.</param>
/// <param name="Again">Whether the same report took it before.</param>
/// <param name="KeyReused">Whether the key was used for another report.</param>
/// <param name="InTheWay">The turn that is too close.</param>
public sealed record TurnOutcome(Turn? Turn, bool Again = false, bool KeyReused = false, Turn? InTheWay = null);

/// <summary>Gives reporters their turns at venues, exactly, whichever instance is asked.</summary>
public sealed class TurnKeeper(QueueStore store, TimeProvider time, Random jitter)
{
    // Only one person's own devices compete.
    private const int Attempts = 10;

    /// <summary>Takes turns in the given order; those that are taken are stored when this returns.</summary>
    /// <exception cref="TimeoutException">Others kept taking turns under the same name; none was stored.</exception>
    public async Task<IReadOnlyList<TurnOutcome>> TakeAsync(
        string venueId, string reporter, IReadOnlyList<Turn> wanted, CancellationToken cancellationToken)
    {
        IReadOnlyList<TurnOutcome> outcomes = [];
        await ChangeAsync(
            venueId, reporter,
            turns =>
            {
                (turns, outcomes) = Take(turns, wanted, time.GetUtcNow());
                return turns;
            },
            cancellationToken);
        return outcomes;
    }

    /// <summary>Gives a turn back that led to nothing.</summary>
    public Task ReturnAsync(string venueId, string reporter, Turn turn, CancellationToken cancellationToken) =>
        ChangeAsync(venueId, reporter, turns => turns.Without(turn), cancellationToken);

    private static (ReporterTurns Turns, List<TurnOutcome> Outcomes) Take(
        ReporterTurns turns, IReadOnlyList<Turn> wanted, DateTimeOffset now)
    {
        var outcomes = new List<TurnOutcome>();
        foreach (var turn in wanted)
        {
            if (turns.Same(turn) is { } same)
            {
                outcomes.Add(new TurnOutcome(same, Again: true));
            }
            else if (turns.HasKeyOf(turn))
            {
                outcomes.Add(new TurnOutcome(null, KeyReused: true));
            }
            else if (turns.InTheWayOf(turn) is { } other)
            {
                outcomes.Add(new TurnOutcome(null, InTheWay: other));
            }
            else
            {
                outcomes.Add(new TurnOutcome(turn));
                turns = turns.With(turn, now);
            }
        }

        return (turns, outcomes);
    }

    private async Task ChangeAsync(
        string venueId, string reporter, Func<ReporterTurns, ReporterTurns> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.FindTurnsAsync(venueId, reporter, cancellationToken);
            var turns = stored?.Document ?? new ReporterTurns { Id = ReporterTurns.IdOf(reporter), VenueId = venueId };
            var next = change(turns);
            if (ReferenceEquals(next, turns) || await store.SaveTurnsAsync(next, stored?.ETag, cancellationToken))
                return;
            await jitter.StepAsideAsync(attempt, time, cancellationToken);
        }

        throw new TimeoutException($"A reporter's turns changed {Attempts} times while one was to be taken.");
    }
}
