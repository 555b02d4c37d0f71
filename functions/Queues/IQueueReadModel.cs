namespace QNom.Queues;

/// <summary>Something that shows what is published of queues. Each may be told of a change more than once, and late.</summary>
public interface IQueueReadModel
{
    /// <summary>Shows a change, unless it already shows it or a later one.</summary>
    Task ShowAsync(QueueChanged change, CancellationToken cancellationToken);
}
