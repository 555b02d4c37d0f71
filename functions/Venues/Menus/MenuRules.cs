using QNom.Platform.Http;
using QNom.Venues.Details;

namespace QNom.Venues.Menus;

/// <summary>Checks menus. Every error is named by its JSON pointer.</summary>
public static class MenuRules
{
    /// <summary>The most items on a menu.</summary>
    public const int MostItems = 200;

    private const int MostOptions = 10;
    private const int MostChoices = 20;
    private const int LongestId = 40;

    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public static void Validate(MenuFacts menu)
    {
        var errors = new ValidationErrors()
            .Require(menu.Items.Count <= MostItems, "/items", $"must be at most {MostItems}");
        CheckIds(menu.Items.Select(item => item.ItemId), "/items", "itemId", errors);
        foreach (var (index, item) in menu.Items.Index())
            CheckItem(item, $"/items/{index}", errors);
        errors.ThrowIfAny();
    }

    private static void CheckItem(MenuItem item, string at, ValidationErrors errors)
    {
        VenueRules.CheckTexts(item.Name, item.Description, at, errors);
        VenueRules.CheckTranslations(item.Translations, errors, at);
        VenueRules.CheckSet(item.Allergens, at + "/allergens", errors);
        CheckMoney(item.Price, PriceFacts.Lowest, at + "/price", errors);
        errors.Require(item.Vegetarian || !item.Vegan, at + "/vegetarian", "must be true for what is vegan");
        var options = item.Options ?? [];
        errors.Require(options.Count <= MostOptions, at + "/options", $"must be at most {MostOptions}");
        CheckIds(options.Select(option => option.OptionId), at + "/options", "optionId", errors);
        foreach (var (index, option) in options.Index())
            CheckOption(option, $"{at}/options/{index}", errors);
    }

    private static void CheckOption(MenuOption option, string at, ValidationErrors errors)
    {
        VenueRules.CheckTexts(option.Name, null, at, errors);
        errors.Require(option.Choices.Count is >= 1 and <= MostChoices, at + "/choices", $"must be 1 to {MostChoices}");
        errors.Require(option.Least >= 0 && option.Least <= option.Most, at + "/least", "must be 0 to most");
        errors.Require(option.Most >= 1 && option.Most <= option.Choices.Count, at + "/most", "must be 1 to the number of choices");
        CheckIds(option.Choices.Select(choice => choice.ChoiceId), at + "/choices", "choiceId", errors);
        foreach (var (index, choice) in option.Choices.Index())
        {
            VenueRules.CheckTexts(choice.Name, null, $"{at}/choices/{index}", errors);
            if (choice.Extra is { } extra)
                CheckMoney(extra, 0, $"{at}/choices/{index}/extra", errors);
        }
    }

    private static void CheckMoney(Money money, int least, string at, ValidationErrors errors) => errors
        .Require(money.Cents >= least && money.Cents <= PriceFacts.Highest, at + "/cents", $"must be {least} to {PriceFacts.Highest}")
        .Require(money.Currency == PriceFacts.SingaporeDollar, at + "/currency", $"must be {PriceFacts.SingaporeDollar}");

    private static void CheckIds(IEnumerable<string> ids, string at, string member, ValidationErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, id) in ids.Index())
        {
            errors.Require(IsId(id), $"{at}/{index}/{member}", $"must be 1 to {LongestId} lower-case letters, digits and hyphens");
            errors.Require(seen.Add(id), $"{at}/{index}/{member}", "must not occur twice");
        }
    }

    private static bool IsId(string text) =>
        text.Length is >= 1 and <= LongestId && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
