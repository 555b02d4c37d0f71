using System.ComponentModel.DataAnnotations;
using QNom.Platform.Http;

namespace QNom.Partners;

/// <summary>A partner to create.</summary>
/// <param name="Name">What people call it: 1 to 100 characters, none of them a control character.</param>
public sealed record PartnerBody(string Name)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors().Require(Labels.IsGood(Name), "/name", Labels.Rule).ThrowIfAny();
}

/// <summary>The plan by whose rates a partner pays.</summary>
/// <param name="Plan">Its name: <c>hawker</c>, <c>restaurant</c> or <c>pioneer</c>.</param>
public sealed record PlanBody(string Plan)
{
    /// <summary>Checks that there is such a plan.</summary>
    /// <exception cref="ProblemException">400: there is none.</exception>
    public void Validate() => new ValidationErrors()
        .Require(
            Payments.Ledger.Plan.All.Any(plan => plan.Name == Plan), "/plan",
            $"must be one of {string.Join(", ", Payments.Ledger.Plan.All.Select(plan => plan.Name))}")
        .ThrowIfAny();
}

/// <summary>A person to let act for a partner.</summary>
/// <param name="Subject">The person's <c>sub</c> at our identity provider: 1 to 255 characters. Only a pseudonym is kept.</param>
public sealed record MemberBody(string Subject)
{
    private const int Longest = 255;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(Subject is { Length: > 0 and <= Longest } && !Subject.Any(char.IsControl), "/subject",
            $"must be 1 to {Longest} characters, none of them a control character")
        .ThrowIfAny();
}

/// <summary>A sensor to register.</summary>
/// <param name="VenueId">Where it counts: a venue of the partner's.</param>
/// <param name="Label">What the partner calls it: 1 to 100 characters; may be left out.</param>
public sealed record SensorBody(string VenueId, string? Label = null)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(Label is null || Labels.IsGood(Label), "/label", Labels.Rule)
        .ThrowIfAny();
}

/// <summary>A key to issue.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Venues">For a server: 1 to 200 venues of the partner's that it acts for.</param>
/// <param name="Sensors">For sensors: 1 to 200 sensors of the partner's that it speaks for.</param>
/// <param name="Label">What the partner calls it: 1 to 100 characters; may be left out.</param>
/// <param name="ExpiresAt">When it ends, in the future; may be left out.</param>
public sealed record KeyBody(
    KeyUse Use, IReadOnlyList<string>? Venues = null, IReadOnlyList<string>? Sensors = null, string? Label = null,
    DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate(DateTimeOffset now) => new ValidationErrors()
        .Require(Enum.IsDefined(Use), "/use", "must be server or sensor")
        .Require(Use != KeyUse.Server || IsGood(Venues), "/venues", Rule)
        .Require(Use != KeyUse.Server || Sensors is null, "/sensors", "must be left out for a server")
        .Require(Use != KeyUse.Sensor || IsGood(Sensors), "/sensors", Rule)
        .Require(Use != KeyUse.Sensor || Venues is null, "/venues", "must be left out for sensors")
        .Require(Label is null || Labels.IsGood(Label), "/label", Labels.Rule)
        .Require(ExpiresAt is null || ExpiresAt > now, "/expiresAt", "must be in the future")
        .ThrowIfAny();

    private static string Rule => $"must be 1 to {Partner.MostPlaces} ids, each once";

    private static bool IsGood(IReadOnlyList<string>? ids) =>
        ids is { Count: > 0 and <= Partner.MostPlaces } && ids.Distinct().Count() == ids.Count;
}

/// <summary>What people call things.</summary>
internal static class Labels
{
    public const int Longest = 100;

    public static string Rule => $"must be 1 to {Longest} characters, not only spaces, none of them a control character";

    public static bool IsGood(string? text) =>
        text is { Length: > 0 and <= Longest } && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
