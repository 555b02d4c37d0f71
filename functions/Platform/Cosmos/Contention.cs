namespace QNom.Platform.Cosmos;

/// <summary>What those do who were slower than somebody else at the same document.</summary>
internal static class Contention
{
    /// <summary>
    /// Waits before the next attempt, a random time, so that competitors spread out: up to 2 ms times the number of attempts
    /// so far.
    /// </summary>
    /// <param name="jitter">The chance.</param>
    /// <param name="attempt">How many attempts were made before this one, from 0.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task StepAsideAsync(this Random jitter, int attempt, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(jitter.NextDouble() * 2 * (attempt + 1)), time, cancellationToken);
}
