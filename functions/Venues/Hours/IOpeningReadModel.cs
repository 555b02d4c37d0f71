namespace QNom.Venues.Hours;

/// <summary>Something that shows when venues are open. Each may be told more than once, and late.</summary>
public interface IOpeningReadModel
{
    /// <summary>Shows when a venue is open, unless it already shows that or something newer.</summary>
    Task ShowAsync(string venueId, Opening opening, CancellationToken cancellationToken);
}
