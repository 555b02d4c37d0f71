namespace QNom.Discovery.Search;

/// <summary>Keeps the best of many without sorting all of them.</summary>
public sealed class BestFirst(int most)
{
    // The worst of those kept comes out first.
    private readonly PriorityQueue<Found, Found> kept = new(Comparer<Found>.Create((x, y) => Ranking.Order.Compare(y, x)));

    /// <summary>How many were offered.</summary>
    public int Offered { get; private set; }

    /// <summary>Keeps one if it is among the best.</summary>
    public void Offer(Found found)
    {
        Offered++;
        if (kept.Count < most)
            kept.Enqueue(found, found);
        else if (Ranking.Order.Compare(found, kept.Peek()) < 0)
            kept.EnqueueDequeue(found, found);
    }

    /// <summary>Those that were kept, the best first. It is empty afterwards.</summary>
    public IReadOnlyList<Found> Take()
    {
        var found = new Found[kept.Count];
        for (var i = found.Length - 1; i >= 0; i--)
            found[i] = kept.Dequeue();
        return found;
    }
}
