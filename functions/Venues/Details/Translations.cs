using System.Text.Json.Serialization;

namespace QNom.Venues.Details;

/// <summary>A text in the languages of Singapore other than English, as far as it has been translated.</summary>
/// <param name="ZhHans">In Mandarin, simplified characters.</param>
/// <param name="Ms">In Malay.</param>
/// <param name="Ta">In Tamil.</param>
public sealed record Translations(
    [property: JsonPropertyName("zh-Hans")] TranslatedText? ZhHans = null, TranslatedText? Ms = null, TranslatedText? Ta = null)
{
    /// <summary>What there is in a language; null if nothing.</summary>
    public TranslatedText? In(Language language) => language switch
    {
        Language.Mandarin => ZhHans,
        Language.Malay => Ms,
        Language.Tamil => Ta,
        _ => null,
    };
}

/// <summary>A name and a description in one language.</summary>
/// <param name="Name">The name, 2 to 100 characters.</param>
/// <param name="Description">The description, at most 1,000 characters.</param>
public sealed record TranslatedText(string? Name = null, string? Description = null);
