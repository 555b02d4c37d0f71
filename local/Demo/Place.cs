using System.Text.Json.Nodes;

namespace QNom.Local.Demo;

/// <summary>A made-up stall at a real hawker centre.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="SiteId">The centre.</param>
/// <param name="Name">Both, for people.</param>
internal sealed record Place(string VenueId, string SiteId, string Name)
{
    /// <summary>The stalls of the biggest centres. Nobody lies about a stall that was not made up.</summary>
    /// <exception cref="HttpRequestException">They cannot be read.</exception>
    public static async Task<List<Place>> FindAsync(Api api, int centres, CancellationToken cancellationToken)
    {
        var places = new List<Place>();
        var sites = await api.ListAsync("sites?status=open&limit=100", "sites", cancellationToken);
        foreach (var site in sites.OrderByDescending(site => Number(site["cookedFoodStalls"])).ThenBy(site => Text(site["siteId"]), StringComparer.Ordinal).Take(centres))
        {
            var whole = await api.GetAsync($"sites/{Text(site["siteId"])}", cancellationToken);
            places.AddRange(whole["stalls"]!.AsArray()
                .Where(stall => stall!["demo"]!.GetValue<bool>())
                .Select(stall => new Place(Text(stall!["venueId"]), Text(site["siteId"]), $"{Text(stall["name"])}, {Text(site["name"])}")));
        }

        return places;
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static int Number(JsonNode? node) => node!.GetValue<int>();
}
