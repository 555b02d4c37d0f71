using System.Globalization;
using QNom.Discovery.Search;
using QNom.Platform;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>Says why, in a sentence: "halal, 6 min walk, about 8 min wait, back by 12:52 with 9 in 10 chance".</summary>
public static class Reasons
{
    /// <summary>The sentence.</summary>
    public static string Of(Prospect prospect, LunchBreak lunch, DinerTaste taste, Language language)
    {
        var words = ReasonWords.In(language);
        var (back, tenths) = Back(prospect, lunch);
        return string.Join(words.Comma, (string[])
        [
            .. Diet(prospect, lunch, taste, words),
            .. Liking(prospect, taste, words),
            Fill(words.Walk, Minutes(prospect.WalkMinutes)),
            Wait(prospect, words),
            .. prospect.ClosesAt is { } closing && closing < lunch.BackBy ? [Fill(words.Closes, Clock(closing))] : (string[])[],
            Fill(words.Back, Clock(back), tenths),
        ]);
    }

    /// <summary>When one is back, and with how many chances in ten: at most nine, since nothing is certain.</summary>
    /// <remarks>
    /// Where nine in ten make it, the time by which they do; else the end of the break and how many do. Both are rounded so
    /// that the sentence stays true: the time up to the next minute, the chance down.
    /// </remarks>
    public static (DateTimeOffset At, int Tenths) Back(Prospect prospect, LunchBreak lunch)
    {
        if (prospect.Chance >= 0.9 && prospect.Total.Quantile(0.9) is { } minutes)
        {
            var at = CeilingToMinute(lunch.LeavesAt.AddMinutes(minutes));
            return (at < lunch.BackBy ? at : lunch.BackBy, 9);
        }

        return (lunch.BackBy, Math.Clamp((int)Math.Floor((prospect.Chance * 10) + 1e-9), 0, 9));
    }

    private static IEnumerable<string> Diet(Prospect prospect, LunchBreak lunch, DinerTaste taste, ReasonWords words)
    {
        var diet = prospect.Venue.Card.Venue!.Diet;
        if (diet.Suits(DietNeed.Halal, lunch.LeavesAt))
            yield return words.Halal;
        // A claim is called a claim, and told only to those who asked for it.
        if (taste.Needs.Contains(DietNeed.NoPorkNoLard))
            yield return words.NoPorkNoLard;
        if (taste.Needs.Contains(DietNeed.Vegan))
            yield return diet?.Vegan == DietOffer.All ? words.Vegan : words.VeganDishes;
        else if (taste.Needs.Contains(DietNeed.Vegetarian))
            yield return diet?.Vegetarian == DietOffer.All ? words.Vegetarian : words.VegetarianDishes;
    }

    private static IEnumerable<string> Liking(Prospect prospect, DinerTaste taste, ReasonWords words)
    {
        if (taste.Favourites.Contains(prospect.VenueId))
            yield return words.Favourite;
        else if (taste.Visits.TryGetValue(prospect.VenueId, out var visits) && visits.Stars >= 4)
            yield return words.Liked;
        else if (visits is null && taste.Visits.Count > 0)
            yield return words.New;
    }

    private static string Wait(Prospect prospect, ReasonWords words) => prospect.Wait is not { } wait
        ? words.UnknownWait
        : Fill(prospect.IsLive ? words.Wait : words.UsualWait, Math.Round(wait.Likely, MidpointRounding.AwayFromZero));

    private static double Minutes(double walk) => Math.Max(1, Math.Ceiling(walk - 0.25));

    private static string Clock(DateTimeOffset at) => SingaporeTime.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private static DateTimeOffset CeilingToMinute(DateTimeOffset at) =>
        at.AddTicks((TimeSpan.TicksPerMinute - (at.UtcTicks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);
}
