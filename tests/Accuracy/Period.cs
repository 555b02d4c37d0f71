namespace QNom.Accuracy;

/// <summary>The arrivals that are judged: from a time, and until before another.</summary>
internal sealed record Period(DateTime From, DateTime Until)
{
    public bool Contains(DateTime at) => at >= From && at < Until;
}
