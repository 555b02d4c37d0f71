using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Partners.Webhooks;

/// <summary>Asks endpoints whether they want to be told, and tests them. Done at once, so that whoever set one up sees how it went.</summary>
public sealed class WebhookTrials(WebhookDesk desk, WebhookSender sender, TimeProvider time)
{
    private const int ChallengeBytes = 32;

    /// <summary>What is sent with the question.</summary>
    /// <param name="Challenge">What must be sent back, as the same member of a JSON object.</param>
    public sealed record ChallengeNews(string Challenge);

    /// <summary>What is sent as a test.</summary>
    /// <param name="WebhookId">The endpoint.</param>
    public sealed record TestNews(string WebhookId);

    /// <summary>
    /// Asks an endpoint whether it wants to be told: it must answer 200 to 299 with the challenge, which nobody does who has not
    /// asked for this. From then on it is told, also if it was disabled.
    /// </summary>
    /// <exception cref="ProblemException">404: there is no such endpoint.</exception>
    public async Task<TrialView> VerifyAsync(string partnerId, string webhookId, CancellationToken cancellationToken)
    {
        var challenge = RandomNumberGenerator.GetHexString(ChallengeBytes * 2, lowercase: true);
        var (asked, answer) = await SendAsync(partnerId, webhookId, WebhookTopics.Verification, new ChallengeNews(challenge), cancellationToken);
        var attempt = answer.Try.Succeeded && Echo(answer.Body) != challenge ? answer.Try with { Fault = WebhookFault.Challenge } : answer.Try;
        var endpoint = !attempt.Succeeded ? asked : await desk.ChangeAsync(
            partnerId, webhookId,
            // Who was asked was whoever is at that address, and no other.
            now => now.Url != asked.Url ? now : now with { VerifiedAt = attempt.At, Disabled = null, DisabledAt = null, FailingSince = null },
            cancellationToken);
        return View(attempt, endpoint);
    }

    /// <summary>Sends a test, which is in no log.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint; 409: it has never said that it wants to be told.</exception>
    public async Task<TrialView> TestAsync(string partnerId, string webhookId, CancellationToken cancellationToken)
    {
        if ((await desk.FindAsync(partnerId, webhookId, cancellationToken)).VerifiedAt is null)
            throw NotVerified();
        var (endpoint, answer) = await SendAsync(partnerId, webhookId, WebhookTopics.Test, new TestNews(webhookId), cancellationToken);
        return View(answer.Try, endpoint);
    }

    /// <summary>409: whoever is there has not said that it wants to be told.</summary>
    internal static ProblemException NotVerified() => new(
        StatusCodes.Status409Conflict, "webhook-not-verified", "The webhook is not verified.", "Verify it first.");

    private async Task<(WebhookEndpoint Endpoint, WebhookAnswer Answer)> SendAsync(
        string partnerId, string webhookId, string type, object data, CancellationToken cancellationToken)
    {
        var endpoint = await desk.FindAsync(partnerId, webhookId, cancellationToken);
        var news = new WebhookNews($"trial-{Guid.NewGuid():N}", type, time.GetUtcNow(), data);
        return (endpoint, await sender.SendAsync(endpoint, news.MessageId, news.Payload(), readAnswer: true, cancellationToken));
    }

    // What is answered may be anything, and is only ever compared.
    private static string? Echo(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            return document.RootElement is { ValueKind: JsonValueKind.Object } answer
                && answer.TryGetProperty("challenge", out var echo) && echo.ValueKind == JsonValueKind.String
                ? echo.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TrialView View(WebhookTry attempt, WebhookEndpoint endpoint) => new(
        attempt.Succeeded, attempt.Status, attempt.Fault, attempt.Milliseconds, WebhookView.Of(endpoint, time.GetUtcNow()));
}
