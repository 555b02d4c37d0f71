using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using QNom.Venues.Photos;

namespace QNom.Venues.Details;

/// <summary>A venue.</summary>
/// <param name="VenueId">Its id.</param>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Name">Its name, in the language that was asked for if it is translated.</param>
/// <param name="Description">What is special about it; null if nothing is said.</param>
/// <param name="Type">What kind of place it is.</param>
/// <param name="Cuisine">The kitchen it is best known for.</param>
/// <param name="Cuisines">All its kitchens.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Diet">Who can eat here.</param>
/// <param name="Price">What a meal costs; null if nobody said.</param>
/// <param name="Features">What else it has to offer.</param>
/// <param name="Payments">What one can pay with.</param>
/// <param name="Phone">Its number in E.164; null if there is none.</param>
/// <param name="Website">Its address; null if there is none.</param>
/// <param name="Rating">What diners say of it; null before the first review.</param>
/// <param name="Demo">True for a stall that we made up.</param>
/// <param name="Revision">Counts the changes of what is said of it.</param>
public sealed record VenueView(
    string VenueId, string SiteId, string Name, string? Description, VenueType Type, Cuisine Cuisine,
    IReadOnlyList<Cuisine> Cuisines, GeoPoint Location, DietView Diet, PriceView? Price, IReadOnlyList<Feature> Features,
    IReadOnlyList<AcceptedPayment> Payments, string? Phone, string? Website, RatingView? Rating, bool Demo, long Revision)
{
    /// <summary>The photo that it is shown by; null if it has none.</summary>
    public CoverView? Photo { get; init; }

    /// <summary>The languages of name and description.</summary>
    [JsonIgnore]
    public IReadOnlyList<Language> Languages { get; private init; } = [Language.English];

    /// <summary>A venue as it is read in a language at a time.</summary>
    public static VenueView Of(Venue venue, Language language, DateTimeOffset now)
    {
        var facts = venue.Facts;
        var translated = facts.Translations?.In(language);
        return new VenueView(
            venue.VenueId, venue.SiteId, translated?.Name ?? facts.Name, translated?.Description ?? facts.Description,
            facts.Type, venue.Cuisine, facts.Cuisines, venue.Location, DietView.Of(facts.Diet, now), PriceView.Of(facts.Price),
            facts.Features ?? [], facts.Payments ?? [], facts.Contact?.Phone, facts.Contact?.Website,
            RatingView.Of(venue.Rating), venue.Demo, venue.Revision)
        {
            Languages =
            [
                translated?.Name is null ? Language.English : language,
                .. facts.Description is null && translated?.Description is null
                    ? (Language[])[]
                    : [translated?.Description is null ? Language.English : language],
            ],
        };
    }
}

/// <summary>Who can eat at a venue.</summary>
/// <param name="Halal">True only while a certificate of MUIS holds.</param>
/// <param name="HalalCertificate">The certificate, also one that has expired; null if there is none.</param>
/// <param name="NoPorkNoLard">The owner's own claim, which is not halal.</param>
/// <param name="Vegetarian">How much is without meat and fish.</param>
/// <param name="Vegan">How much is without anything from animals.</param>
/// <param name="Allergens">What the kitchen works with, as far as it is known.</param>
public sealed record DietView(
    bool Halal, CertificateView? HalalCertificate, bool NoPorkNoLard, DietOffer Vegetarian, DietOffer Vegan,
    IReadOnlyList<Allergen> Allergens)
{
    internal static DietView Of(DietFacts? diet, DateTimeOffset now) => new(
        diet?.Halal?.HoldsAt(now) == true,
        diet?.Halal is { } halal ? new CertificateView(halal.Number, halal.ExpiresOn, !halal.HoldsAt(now)) : null,
        diet?.NoPorkNoLard == true, diet?.Vegetarian ?? DietOffer.None, diet?.Vegan ?? DietOffer.None, diet?.Allergens ?? []);
}

/// <summary>A halal certificate.</summary>
/// <param name="Number">As it stands on the certificate.</param>
/// <param name="ExpiresOn">The last day on which it holds, in Singapore.</param>
/// <param name="Expired">Whether that day has passed.</param>
public sealed record CertificateView(string Number, DateOnly ExpiresOn, bool Expired);

/// <summary>What one person pays for a meal.</summary>
/// <param name="FromCents">What the cheaper meals cost, in cents.</param>
/// <param name="ToCents">What the dearer ones cost, in cents.</param>
/// <param name="Currency">Always <c>SGD</c>.</param>
public sealed record PriceView(int FromCents, int ToCents, string Currency)
{
    internal static PriceView? Of(PriceFacts? price) =>
        price is null ? null : new PriceView(price.FromCents, price.ToCents, price.Currency);
}

/// <summary>What diners say of a venue.</summary>
/// <param name="Stars">1 to 5, drawn towards the mean of all venues while there are few reviews.</param>
/// <param name="Count">How many diners rated it.</param>
public sealed record RatingView([Range(1.0, 5.0)] double Stars, int Count)
{
    internal static RatingView? Of(VenueRating? rating) =>
        rating is not { Count: > 0 } ? null : new RatingView(Math.Round(rating.Stars, 2), rating.Count);
}
