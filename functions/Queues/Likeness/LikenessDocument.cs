using System.Text.Json;
using QNom.Queues.Estimation;
using QNom.Venues;

namespace QNom.Queues.Likeness;

/// <summary>What the waits of a site's venues, or of a type's, have in common, as it was last night.</summary>
public sealed record LikenessDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "queue-likeness/1";

    /// <summary>The one partition: a document of 2 KB for each site and each type.</summary>
    public const string Partition = "~likeness";

    /// <summary>See <see cref="SiteId"/> and <see cref="TypeId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public string VenueId { get; init; } = Partition;

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>When it was put together, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From how many venues.</summary>
    public required int Venues { get; init; }

    /// <summary>What they have in common.</summary>
    public required LikeWaits Waits { get; init; }

    /// <summary>The id of what a site's venues have in common.</summary>
    public static string SiteId(string siteId) => $"site:{siteId}";

    /// <summary>The id of what venues of one kitchen have in common: at a drinks stall a line moves as at any other.</summary>
    public static string TypeId(Cuisine cuisine) => $"type:{JsonNamingPolicy.CamelCase.ConvertName(cuisine.ToString())}";
}
