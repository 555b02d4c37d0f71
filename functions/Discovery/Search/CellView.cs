using System.IO.Hashing;
using System.Text;
using QNom.Discovery.Text;
using QNom.Venues;

namespace QNom.Discovery.Search;

/// <summary>A card as a search goes through it.</summary>
public sealed class ListedVenue
{
    private ListedVenue(DiscoveryCard card, int[] words)
    {
        Card = card;
        Facts = card.Venue!;
        Words = words;
        Key = KeyOf(card.Id);
    }

    /// <summary>The card.</summary>
    public DiscoveryCard Card { get; }

    /// <summary>What is said of the venue.</summary>
    public ListedFacts Facts { get; }

    /// <summary>The words of its names, by their numbers in the cell's vocabulary.</summary>
    public int[] Words { get; }

    /// <summary>A short name for cursors: 48 bits, so that two of 40,000 venues share one in some 350,000 systems.</summary>
    public ulong Key { get; }

    /// <summary>Reads a card.</summary>
    internal static ListedVenue Of(DiscoveryCard card, Func<string, int> number)
    {
        var names = new[] { card.Venue!.Name, card.Venue.Mandarin, card.Venue.Malay, card.Venue.Tamil };
        return new ListedVenue(card, [.. names.OfType<string>().SelectMany(TextQuery.WordsOf).Select(number).Distinct()]);
    }

    private static ulong KeyOf(string venueId) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(venueId)) >> 16;
}

/// <summary>All venues of a cell at one moment. It never changes: a later moment has a view of its own.</summary>
/// <param name="Venues">The venues.</param>
/// <param name="Vocabulary">The words of their names.</param>
public sealed record CellView(ReadOnlyMemory<ListedVenue> Venues, ReadOnlyMemory<string> Vocabulary);
