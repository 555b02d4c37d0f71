namespace QNom.Local.Cosmos.Resources;

/// <summary>The log sequence number of a container's last committed change.</summary>
internal sealed class ChangeCounter(long last)
{
    private long last = last;

    public long Last
    {
        get => Interlocked.Read(ref last);
        set => Interlocked.Exchange(ref last, value);
    }
}
