namespace QNom.Venues;

/// <summary>Where a site stands in its life. Whether it serves at this hour is another question.</summary>
public enum SiteStatus
{
    /// <summary>Decided or under construction; nobody can eat there yet.</summary>
    Planned,

    /// <summary>In operation, for good or in the interim.</summary>
    Open,

    /// <summary>Out of operation for good.</summary>
    Closed,
}

/// <summary>What the National Environment Agency's words for a centre's status mean.</summary>
public static class OfficialStatus
{
    // The first five are all that the list of 2025-08 uses. The last three are our reading of what a list may say of
    // centres that are announced or have left operation; that list has none.
    private static readonly Dictionary<string, SiteStatus> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Existing"] = SiteStatus.Open,
        ["Existing (new)"] = SiteStatus.Open,
        ["Existing (replacement)"] = SiteStatus.Open,
        ["Interim Centre"] = SiteStatus.Open,
        ["Under Construction"] = SiteStatus.Planned,
        ["Proposed"] = SiteStatus.Planned,
        ["Closed"] = SiteStatus.Closed,
        ["Demolished"] = SiteStatus.Closed,
    };

    /// <summary>Every official word that is understood.</summary>
    public static IReadOnlyCollection<string> All => Known.Keys;

    /// <summary>The status that an official word stands for; null if the word is not known: it is never guessed.</summary>
    public static SiteStatus? Read(string text) => Known.TryGetValue(text, out var status) ? status : null;
}
