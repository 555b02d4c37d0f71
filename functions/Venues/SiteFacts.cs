using System.Text.Json.Serialization;

namespace QNom.Venues;

/// <summary>
/// What a source says about a hawker centre, checked: every value obeys the rules of <see cref="PlaceName"/>,
/// <see cref="Venues.PostalCode"/>, <see cref="GeoPoint"/> and <see cref="OfficialStatus"/>. Equal facts are equal records,
/// which is how an import sees that nothing changed.
/// </summary>
/// <param name="Name">The official name, 2 to 100 characters.</param>
/// <param name="PostalCode">Six digits.</param>
/// <param name="Address">House number and street.</param>
/// <param name="Location">Where it stands, to 5 decimals.</param>
/// <param name="CookedFoodStalls">How many stalls sell cooked food, 0 to 500; 0 is a market without any.</param>
/// <param name="OfficialStatus">The agency's own word.</param>
public sealed record SiteFacts(
    string Name, string PostalCode, string Address, GeoPoint Location, int CookedFoodStalls, string OfficialStatus)
{
    /// <summary>More cooked-food stalls than this are a mistake: the largest centre, Chinatown Complex, has 226.</summary>
    public const int MaxCookedFoodStalls = 500;

    /// <summary>Where the centre stands, read from the official word.</summary>
    [JsonIgnore]
    public SiteStatus Status => Venues.OfficialStatus.Read(OfficialStatus)
        ?? throw new InvalidDataException($"The official status {OfficialStatus} is not known.");

    /// <summary>The postal district, 1 to 28.</summary>
    [JsonIgnore]
    public int District => Venues.PostalCode.District(PostalCode);

    /// <summary>Whether two sets of facts may speak of one place: the same name, or the same postal code.</summary>
    public bool MayBe(SiteFacts other) => PostalCode == other.PostalCode || HasNameOf(other);

    /// <summary>Whether the names are the same but for spelling that means nothing.</summary>
    public bool HasNameOf(SiteFacts other) => PlaceName.Key(Name) == PlaceName.Key(other.Name);
}
