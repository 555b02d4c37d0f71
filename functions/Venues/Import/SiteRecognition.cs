namespace QNom.Venues.Import;

/// <summary>A centre of a file and the site it is.</summary>
/// <param name="SiteId">The site's id, an existing one or a new one.</param>
/// <param name="Facts">What the file says.</param>
/// <param name="Known">What is known of the site so far; null if it is new.</param>
public sealed record RecognisedSite(string SiteId, SiteFacts Facts, SiteCard? Known);

/// <summary>
/// Finds out which centres of a file are sites that we have. The official list has no key that lasts: its OBJECTIDs are
/// numbered anew when it is published, names get new aliases and postal codes are corrected, but hardly both at once. So a
/// centre is the site with the same name and postal code; else with the same name; else with the same postal code. A site
/// is only ever claimed once, by the strongest of these, whatever the order of the rows.
/// </summary>
public static class SiteRecognition
{
    /// <summary>Recognises every centre, or gives it a new id; the file's order is kept.</summary>
    public static IReadOnlyList<RecognisedSite> Recognise(IReadOnlyList<SiteFacts> centres, IReadOnlyList<SiteCard> known)
    {
        var claims = new SiteCard?[centres.Count];
        var unclaimed = known.ToList();
        Claim((facts, site) => facts.HasNameOf(site) && facts.PostalCode == site.PostalCode);
        Claim((facts, site) => facts.HasNameOf(site));
        Claim((facts, site) => facts.PostalCode == site.PostalCode);

        var ids = known.Select(card => card.Id).ToHashSet();
        return [.. centres.Select((facts, i) => claims[i] is { } card
            ? new RecognisedSite(card.Id, facts, card)
            : new RecognisedSite(NewId(facts), facts, null))];

        void Claim(Func<SiteFacts, SiteFacts, bool> rule)
        {
            for (var i = 0; i < centres.Count; i++)
            {
                if (claims[i] is null && unclaimed.Find(card => rule(centres[i], card.Facts)) is { } card)
                {
                    claims[i] = card;
                    unclaimed.Remove(card);
                }
            }
        }

        string NewId(SiteFacts facts)
        {
            var id = SiteId.New(facts.Name, facts.PostalCode, ids.Contains);
            ids.Add(id);
            return id;
        }
    }
}
