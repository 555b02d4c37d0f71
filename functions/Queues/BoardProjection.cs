using System.Text.Json;
using QNom.Venues;

namespace QNom.Queues;

/// <summary>Carries what is shown of a queue over to the board of its venue's site.</summary>
public sealed class BoardProjection(StallBoards boards)
{
    /// <summary>Shows a change, unless the board already shows it or a later one.</summary>
    public Task ShowAsync(QueueChanged change, CancellationToken cancellationToken) =>
        boards.ApplyWaitAsync(change.VenueId, Card(change.Status), change.Sequence, cancellationToken);

    private static StallWait Card(QueueStatus status)
    {
        var updatedAt = status.UpdatedAt!.Value;
        return new StallWait(
            Word(status.State)!, Word(status.Level), status.Wait?.Likely, status.Wait?.Low, status.Wait?.High,
            // What is not live ran out when it was last true: a board shows live waits only.
            status.Confidence, updatedAt, status.ValidUntil ?? updatedAt);
    }

    private static string? Word<T>(T value) =>
        value is null ? null : JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
}
