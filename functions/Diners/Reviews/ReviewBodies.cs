using System.ComponentModel.DataAnnotations;
using System.Text;
using QNom.Platform.Http;

namespace QNom.Diners.Reviews;

/// <summary>Why a review should not stand.</summary>
public enum ReviewFault
{
    /// <summary>It insults or threatens.</summary>
    Offensive,

    /// <summary>It advertises something.</summary>
    Advertising,

    /// <summary>Its author was not there, or has an interest of their own.</summary>
    Fake,

    /// <summary>It tells of people what is not for the public.</summary>
    PersonalData,

    /// <summary>It is about something else than this venue.</summary>
    OffTopic,
}

/// <summary>What a diner says of a venue.</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Text">2 to 1,000 characters.</param>
public sealed record ReviewBody([property: Range(1, RatingPrior.MostStars)] int Stars, string Text)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate() => ReviewText.Check(
        new ValidationErrors().Require(Stars is >= 1 and <= RatingPrior.MostStars, "/stars", $"must be 1 to {RatingPrior.MostStars}"), Text)
        .ThrowIfAny();
}

/// <summary>What a venue's owner answers.</summary>
/// <param name="Text">2 to 1,000 characters.</param>
public sealed record ReplyBody(string Text)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate() => ReviewText.Check(new ValidationErrors(), Text).ThrowIfAny();
}

/// <summary>Why a diner thinks that a review should not stand.</summary>
/// <param name="Reason">The reason.</param>
public sealed record ReviewReportBody(ReviewFault Reason);

/// <summary>Whether a review is shown.</summary>
/// <param name="HiddenFor">Why it is hidden; null shows it again.</param>
public sealed record VisibilityBody(ReviewFault? HiddenFor);

/// <summary>The texts of reviews and replies.</summary>
internal static class ReviewText
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 1000;

    private const int Shortest = 2;

    /// <summary>Records what is wrong with a text.</summary>
    public static ValidationErrors Check(ValidationErrors errors, string? text)
    {
        if (text is null)
            return errors.Add("/text", "must be a text");
        var length = text.Trim().EnumerateRunes().Count();
        return errors
            .Require(length is >= Shortest and <= Longest, "/text", $"must be {Shortest} to {Longest} characters long")
            .Require(!text.Any(c => char.IsControl(c) && c != '\n'), "/text", "must not hold control characters other than line feeds")
            .Require(text.EnumerateRunes().Any(Rune.IsLetterOrDigit), "/text", "must hold a letter or a digit");
    }
}
