using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Platform;

namespace QNom.Discovery.Search;

/// <summary>
/// One cell as this process knows it, brought up to date by each search that asks: one read of the cell's change feed, which
/// gives what has changed since the last one and nothing else. What is kept here is only what saves reading it again; another
/// instance reads it for itself.
/// </summary>
public sealed class CellFollower(string cell, DiscoveryStore store, TimeProvider time)
{
    /// <summary>The most cards to a page; a page that has fewer ends what there is to read.</summary>
    private const int PageSize = 2000;

    // A card that moved away is told of for a day. Who has not looked for longer would miss it, and begins anew.
    private static readonly TimeSpan Forgets = TimeSpan.FromHours(12);

    private readonly Lock turn = new();
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private ListedVenue[] venues = [];
    private string[] words = [];
    private string? continuation;
    private DateTimeOffset readAt;
    private Task<CellView> current = Task.FromResult(new CellView(default, default));
    private Task<CellView>? next;

    /// <summary>The cell as it is stored at some moment after this call.</summary>
    public Task<CellView> ReadAsync(CancellationToken cancellationToken)
    {
        // Whoever comes while a read is under way may not take its answer, which may be older than the question; but all of
        // them can share the one that follows.
        lock (turn)
            return (next ??= FollowOnAsync(current)).WaitAsync(cancellationToken);
    }

    private async Task<CellView> FollowOnAsync(Task<CellView> previous)
    {
        await previous.ContinueWith(_ => { }, TaskScheduler.Default);
        lock (turn)
        {
            current = next!;
            next = null;
        }

        // Shared by many callers, so none of them cancels it.
        return await ReadOnAsync(CancellationToken.None);
    }

    private async Task<CellView> ReadOnAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - readAt > Forgets)
            Forget();
        var changes = new List<DiscoveryCard>();
        using (var feed = store.Follow(cell, continuation, PageSize))
        {
            var more = true;
            while (more)
            {
                using var page = await feed.ReadNextAsync(cancellationToken);
                if (page.StatusCode != HttpStatusCode.NotModified)
                    page.EnsureSuccessStatusCode();
                var cards = page.StatusCode == HttpStatusCode.NotModified ? [] : await CardsAsync(page.Content, cancellationToken);
                changes.AddRange(cards);
                continuation = page.ContinuationToken;
                more = cards.Count >= PageSize / 2;
            }
        }

        readAt = time.GetUtcNow();
        if (changes.Count > 0)
            Apply(changes);
        return new CellView(venues, words.AsMemory(0, numbers.Count));
    }

    private static async Task<List<DiscoveryCard>> CardsAsync(Stream content, CancellationToken cancellationToken) =>
        (await JsonSerializer.DeserializeAsync<Page>(content, Json.Documents, cancellationToken))!.Documents;

    // Views that were given out keep their arrays: changes are made to copies.
    private void Apply(List<DiscoveryCard> changes)
    {
        var after = new List<ListedVenue>(venues);
        foreach (var card in changes.Where(card => DiscoveryCard.Knows(card.Schema)))
        {
            if (card.Venue is null)
                Remove(after, card.Id);
            else if (places.TryGetValue(card.Id, out var place))
                after[place] = ListedVenue.Of(card, NumberOf);
            else
            {
                places.Add(card.Id, after.Count);
                after.Add(ListedVenue.Of(card, NumberOf));
            }
        }

        venues = [.. after];
    }

    private void Remove(List<ListedVenue> from, string venueId)
    {
        if (!places.Remove(venueId, out var place))
            return;
        // The last one takes its place.
        from[place] = from[^1];
        from.RemoveAt(from.Count - 1);
        if (place < from.Count)
            places[from[place].Card.Id] = place;
    }

    private int NumberOf(string word)
    {
        if (numbers.TryGetValue(word, out var number))
            return number;
        number = numbers.Count;
        numbers.Add(word, number);
        if (number == words.Length)
            Array.Resize(ref words, Math.Max(256, 2 * words.Length));
        words[number] = word;
        return number;
    }

    private void Forget()
    {
        continuation = null;
        venues = [];
        places.Clear();
        numbers.Clear();
        words = [];
    }

    private sealed record Page(List<DiscoveryCard> Documents);
}
