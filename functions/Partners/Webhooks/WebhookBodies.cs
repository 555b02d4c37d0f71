using QNom.Platform.Http;

namespace QNom.Partners.Webhooks;

/// <summary>An endpoint as a partner wants it.</summary>
/// <param name="Url">Where it is: https, at most 500 characters, a host that is public on the internet, port 443 or one from 1024.</param>
/// <param name="Events">What it is told of, each once; left out or null for everything, and for what will come to be.</param>
/// <param name="Label">What the partner calls it: 1 to 100 characters; may be left out.</param>
/// <param name="Paused">Whether nothing is sent for now. What happens meanwhile is not sent later.</param>
public sealed record WebhookBody(string Url, IReadOnlyList<string>? Events = null, string? Label = null, bool Paused = false)
{
    /// <summary>Checks the limits.</summary>
    /// <param name="toLoopback">Whether this machine may be called: in development.</param>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate(bool toLoopback)
    {
        var errors = new ValidationErrors();
        if (WebhookUrl.Fault(Url, toLoopback) is { } fault)
            errors.Add("/url", fault);
        errors
            .Require(
                Events is null || (Events.Count > 0 && Events.Distinct().Count() == Events.Count && Events.All(WebhookTopics.All.Contains)),
                "/events", $"must be some of {string.Join(", ", WebhookTopics.All)}, each once; or null for all")
            .Require(Label is null || Labels.IsGood(Label), "/label", Labels.Rule)
            .ThrowIfAny();
    }
}

/// <summary>A new secret.</summary>
/// <param name="OverlapHours">For how long the one before it signs as well: 0 to 168 hours, by default 24.</param>
public sealed record RotationBody(int OverlapHours = RotationBody.UsualOverlap)
{
    /// <summary>A day.</summary>
    public const int UsualOverlap = 24;

    /// <summary>A week.</summary>
    public const int MostOverlap = 168;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(OverlapHours is >= 0 and <= MostOverlap, "/overlapHours", $"must be 0 to {MostOverlap}")
        .ThrowIfAny();
}
