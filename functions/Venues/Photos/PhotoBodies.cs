using QNom.Platform.Http;

namespace QNom.Venues.Photos;

/// <summary>A photo that is to be uploaded.</summary>
/// <param name="ItemId">The item on the menu that it shows; without one it shows the venue.</param>
/// <param name="Description">What is on it, for those who do not see it; 1 to 200 characters.</param>
public sealed record PhotoBody(string? ItemId = null, string? Description = null)
{
    private const int LongestDescription = 200;

    /// <summary>Checks everything but whether the item exists.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors();
        if (Description is not null)
        {
            errors.Require(Description.Trim().Length > 0 && Description.Length <= LongestDescription && !Description.Any(char.IsControl),
                "/description", $"must be 1 to {LongestDescription} characters long, without control characters");
        }

        errors.Require(ItemId is null || RouteValue.IsId(ItemId), "/itemId", "must be the id of an item on the menu");
        errors.ThrowIfAny();
    }
}

/// <summary>The order in which a venue's photos are shown.</summary>
/// <param name="PhotoIds">Each published photo, once; the first is what the venue is shown by, if it shows the venue.</param>
public sealed record PhotoOrderBody(IReadOnlyList<string> PhotoIds);
