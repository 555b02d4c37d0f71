using QNom.Platform;

namespace QNom.Diners.Consents;

/// <summary>What personal data may be used for. Nothing that is not agreed to is done.</summary>
public enum ConsentPurpose
{
    /// <summary>Keeping where the diner ate in the last 90 days, for recommendations.</summary>
    History,

    /// <summary>Sending what the diner asked to be told, to a browser or by e-mail.</summary>
    Notifications,

    /// <summary>News and offers of QNom.</summary>
    Marketing,

    /// <summary>Finding out how QNom can be made better, in numbers that name nobody.</summary>
    Research,
}

/// <summary>What a diner said to a purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Given">Whether the diner agrees.</param>
/// <param name="At">When the diner said so, UTC.</param>
public sealed record Consent(ConsentPurpose Purpose, bool Given, DateTimeOffset At);

/// <summary>A purpose was agreed to, or no longer. Only ever added; the latest sorts first.</summary>
internal sealed record ConsentChangeDocument
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "consent-change/1";

    /// <summary>How the ids start.</summary>
    public const string Prefix = "consent:";

    /// <summary>The ticks that are left until the year 10000, and a number of its own.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required string DinerId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What was said.</summary>
    public required Consent Consent { get; init; }

    /// <summary>A change.</summary>
    public static ConsentChangeDocument Of(string dinerId, Consent consent) => new()
    {
        Id = $"{Prefix}{NewestFirst.Prefix(consent.At)}-{Guid.NewGuid():N}",
        DinerId = dinerId,
        Consent = consent,
    };
}
