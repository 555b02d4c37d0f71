using System.Text.Json;
using QNom.Queues.Estimation;
using QNom.Venues;

namespace QNom.Queues;

/// <summary>Carries what is shown of a queue over to the board of its venue's site.</summary>
public sealed class BoardProjection(StallBoards boards) : IQueueReadModel
{
    /// <inheritdoc/>
    public Task ShowAsync(QueueChanged change, CancellationToken cancellationToken) =>
        boards.ApplyWaitAsync(change.VenueId, Card(change.Status), change.Sequence, cancellationToken);

    /// <summary>Whether a card shows what was published; what was not published is not compared.</summary>
    public static bool Shows(StallWait? shown, PublishedStatus published) =>
        shown is not null
        && shown.State == Word(published.State)
        && shown.Until == published.Until
        && (shown.Likely, shown.Low, shown.High) == (published.Wait?.Likely, published.Wait?.Low, published.Wait?.High)
        && (published.ValidUntil is null || shown.ValidUntil == published.ValidUntil);

    // What is usual at a time says nothing at another: without evidence that holds, minutes run out when they were last true.
    private static StallWait Card(QueueStatus status) => new(
        Word(status.State)!,
        Live: status.Wait is not null && status.Sources.Any(source => source.Kind != SourceKind.History),
        Word(status.Level), status.Wait?.Likely, status.Wait?.Low, status.Wait?.High, status.Confidence, status.UpdatedAt,
        status.ValidUntil ?? (status.Wait is null ? null : status.UpdatedAt), status.Until);

    private static string? Word<T>(T value) =>
        value is null ? null : JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
}
