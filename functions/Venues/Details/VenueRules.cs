using System.Text.RegularExpressions;
using QNom.Platform.Http;

namespace QNom.Venues.Details;

/// <summary>Checks what is said of a venue. Every error is named by its JSON pointer.</summary>
public static partial class VenueRules
{
    /// <summary>Records everything that is wrong.</summary>
    public static void Check(VenueFacts facts, ValidationErrors errors)
    {
        errors.Require(Enum.IsDefined(facts.Type), "/type", "must be a type of venue");
        CheckSet(facts.Cuisines, "/cuisines", errors);
        errors.Require(facts.Cuisines.Count is >= 1 and <= VenueFacts.MostCuisines, "/cuisines",
            $"must be 1 to {VenueFacts.MostCuisines} cuisines");
        CheckTexts(facts.Name, facts.Description, "", errors);
        CheckTranslations(facts.Translations, errors);
        CheckDiet(facts.Diet, errors);
        CheckPrice(facts.Price, errors);
        CheckSet(facts.Features, "/features", errors);
        CheckSet(facts.Payments, "/payments", errors);
        if (facts.Contact?.Phone is { } phone)
            errors.Require(ContactFacts.IsPhone(phone), "/contact/phone", "must be +65 and eight digits, the first of them 3, 6, 8 or 9");
        if (facts.Contact?.Website is { } website)
        {
            errors.Require(ContactFacts.IsWebsite(website), "/contact/website",
                $"must be an address that starts with https:// and has at most {ContactFacts.LongestWebsite} characters");
        }
    }

    /// <summary>Records what is wrong with a name and a description.</summary>
    /// <param name="name">The name; null if there is none.</param>
    /// <param name="description">The description; null if there is none.</param>
    /// <param name="at">The pointer to what has them.</param>
    /// <param name="errors">Where errors go.</param>
    public static void CheckTexts(string? name, string? description, string at, ValidationErrors errors)
    {
        if (name is not null && PlaceName.Flaw(name) is { } flaw)
            errors.Add(at + "/name", flaw);
        if (description is null)
            return;
        errors.Require(description.Length is >= 1 and <= VenueFacts.LongestDescription, at + "/description",
            $"must be 1 to {VenueFacts.LongestDescription} characters long");
        errors.Require(!description.Any(c => char.IsControl(c) && c != '\n'), at + "/description",
            "must not hold control characters other than line feeds");
    }

    /// <summary>Records what is wrong with a set of values.</summary>
    public static void CheckSet<T>(IReadOnlyList<T>? values, string at, ValidationErrors errors)
        where T : struct, Enum
    {
        if (values is not null)
            errors.Require(values.Distinct().Count() == values.Count, at, "must not name anything twice");
    }

    /// <summary>Records what is wrong with translations.</summary>
    public static void CheckTranslations(Translations? translations, ValidationErrors errors, string at = "")
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            if (translations?.In(language) is { } text)
                CheckTexts(text.Name, text.Description, $"{at}/translations/{language.Tag()}", errors);
        }
    }

    private static void CheckDiet(DietFacts? diet, ValidationErrors errors)
    {
        if (diet?.Halal is { } halal)
            errors.Require(Certificate().IsMatch(halal.Number), "/diet/halal/number", "must be 4 to 30 letters, digits, hyphens and slashes");
        CheckSet(diet?.Allergens, "/diet/allergens", errors);
        // Whatever is vegan is vegetarian too.
        errors.Require(diet is null || diet.Vegan <= diet.Vegetarian, "/diet/vegetarian", "must not be less than vegan");
    }

    private static void CheckPrice(PriceFacts? price, ValidationErrors errors)
    {
        if (price is null)
            return;
        errors.Require(price.Currency == PriceFacts.SingaporeDollar, "/price/currency", $"must be {PriceFacts.SingaporeDollar}");
        errors.Require(price.FromCents is >= PriceFacts.Lowest and <= PriceFacts.Highest, "/price/fromCents",
            $"must be {PriceFacts.Lowest} to {PriceFacts.Highest}");
        errors.Require(price.ToCents >= price.FromCents && price.ToCents <= PriceFacts.Highest, "/price/toCents",
            $"must be fromCents to {PriceFacts.Highest}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9/-]{4,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Certificate();
}
