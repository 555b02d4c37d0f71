using QNom.Platform.Cosmos;

namespace QNom.Venues;

/// <summary>A site as it is stored: the authority on it. Its partition also holds one <see cref="StallCard"/> per stall.</summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="SiteId">The site's id; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes of this document, from 1.</param>
/// <param name="Facts">What the official list says.</param>
public sealed record SiteDocument(string Id, string SiteId, string Schema, int Revision, SiteFacts Facts)
    : IStoredDocument
{
    /// <summary>The id of a site's document in its partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~site";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "site/1";

    /// <summary>A site that is new.</summary>
    public static SiteDocument Create(string siteId, SiteFacts facts) => new(DocumentId, siteId, CurrentSchema, 1, facts);
}

/// <summary>
/// A site's line in the list of all sites: a projection of its <see cref="SiteDocument"/> into the one partition that the
/// list is read from. Written after the document, so that what is in the list exists.
/// </summary>
/// <param name="Id">The site's id.</param>
/// <param name="SiteId">The partition key: always <see cref="Partition"/>.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">The revision of the document that this shows; an older one never overwrites a newer one.</param>
/// <param name="Status">Where the site stands; here to be filtered by.</param>
/// <param name="District">The postal district, 1 to 28; here to be filtered by.</param>
/// <param name="Facts">What the official list says.</param>
public sealed record SiteCard(
    string Id, string SiteId, string Schema, int Revision, SiteStatus Status, int District, SiteFacts Facts)
    : IStoredDocument
{
    /// <summary>The partition of all cards; no site's id can be the same.</summary>
    public const string Partition = "~sites";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "siteCard/1";

    /// <summary>The card that shows a site.</summary>
    public static SiteCard Of(SiteDocument site) => new(
        site.SiteId, Partition, CurrentSchema, site.Revision, site.Facts.Status, site.Facts.District, site.Facts);
}
