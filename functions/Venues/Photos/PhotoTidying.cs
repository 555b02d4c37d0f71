using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>
/// Clears away what nobody will finish: grants that were not used, uploads that failed at every attempt, files of deleted photos.
/// </summary>
public sealed class PhotoTidying(PhotoStore albums, PhotoFiles files, TimeProvider time)
{
    /// <summary>How long after the end of its grant an upload is waited for: it may have begun in the last second.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>How long after that an upload that fails is tried, and may be replayed by an operator.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Clears away what is due; what fails is found again the next time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var venueId in albums.FindUntidyAsync(cancellationToken))
        {
            foreach (var photo in (await albums.FindAsync(venueId, cancellationToken))?.Photos ?? [])
            {
                if (photo.TidyAt < time.GetUtcNow())
                    await TidyAsync(venueId, photo, cancellationToken);
            }
        }
    }

    private async Task TidyAsync(string venueId, Photo photo, CancellationToken cancellationToken)
    {
        Photo? left = null;
        if (photo.State == PhotoState.Awaiting && await files.WasUploadedAsync(venueId, photo.PhotoId, cancellationToken))
        {
            var givenUp = photo.GrantEndsAt + Patience;
            left = givenUp > time.GetUtcNow()
                ? photo with { TidyAt = givenUp }
                : photo with { State = PhotoState.Refused, Flaw = PhotoFlaw.NotProcessed, TidyAt = null };
        }

        // Before the document forgets them, or a crash in between would leave files that nobody knows of.
        if (left?.State != PhotoState.Awaiting)
            await files.DeleteAsync(venueId, photo.PhotoId, cancellationToken);
        await albums.ChangeAsync(
            venueId,
            album => album.Find(photo.PhotoId)?.State == photo.State ? album.With(photo.PhotoId, left) : null,
            cancellationToken);
    }
}
