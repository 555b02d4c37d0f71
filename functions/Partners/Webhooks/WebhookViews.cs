namespace QNom.Partners.Webhooks;

/// <summary>An endpoint without what is secret.</summary>
/// <param name="WebhookId">Its id.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Events">What it is told of; null for everything.</param>
/// <param name="Label">What the partner calls it; null for nothing.</param>
/// <param name="State">Whether it is told anything, and if not, why.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="VerifiedAt">When it was last verified, UTC; null if it was not.</param>
/// <param name="FailingSince">When the first attempt failed after which none succeeded, UTC; null if the last one did.</param>
/// <param name="DisabledAt">Since when it is told nothing any more, UTC; null if it is.</param>
/// <param name="DisabledReason">Why; null if it is told.</param>
/// <param name="Secrets">Its secrets, the newest first; those that have ended are left out.</param>
public sealed record WebhookView(
    string WebhookId, string Url, IReadOnlyList<string>? Events, string? Label, WebhookState State, DateTimeOffset CreatedAt,
    DateTimeOffset? VerifiedAt, DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, DisabledReason? DisabledReason,
    IReadOnlyList<SecretView> Secrets)
{
    /// <summary>What is seen of an endpoint at a time.</summary>
    public static WebhookView Of(WebhookEndpoint endpoint, DateTimeOffset now) => new(
        endpoint.WebhookId, endpoint.Url, endpoint.Events, endpoint.Label, endpoint.State, endpoint.CreatedAt, endpoint.VerifiedAt,
        endpoint.FailingSince, endpoint.DisabledAt, endpoint.Disabled,
        [.. endpoint.Secrets.Where(secret => secret.EndsAt is null || secret.EndsAt > now)
            .Select(secret => new SecretView(secret.MadeAt, secret.EndsAt))]);
}

/// <summary>A secret, but for the secret.</summary>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="EndsAt">Until when it signs besides a newer one, UTC; null for the newest.</param>
public sealed record SecretView(DateTimeOffset MadeAt, DateTimeOffset? EndsAt);

/// <summary>A secret that was just made.</summary>
/// <param name="Secret">The secret, in the form of Standard Webhooks. It is shown now and never again.</param>
/// <param name="Details">The endpoint.</param>
public sealed record IssuedWebhook(string Secret, WebhookView Details);

/// <summary>A partner's endpoints.</summary>
/// <param name="Webhooks">The oldest first, at most 10.</param>
public sealed record WebhookListView(IReadOnlyList<WebhookView> Webhooks);

/// <summary>How it went to ask or to test an endpoint.</summary>
/// <param name="Succeeded">Whether it went as it should.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Fault">What went wrong; null for nothing.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Webhook">The endpoint after it.</param>
public sealed record TrialView(bool Succeeded, int? Status, WebhookFault? Fault, int Milliseconds, WebhookView Webhook);

/// <summary>Something that an endpoint was to be told.</summary>
/// <param name="DeliveryId">Its id.</param>
/// <param name="MessageId">What <c>webhook-id</c> said.</param>
/// <param name="Event">What kind of event.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="State">How far it came.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="NextAt">When it is tried again, UTC; null if it is not, or at once.</param>
/// <param name="Tries">The last attempts, in order.</param>
public sealed record DeliveryView(
    string DeliveryId, string MessageId, string Event, DateTimeOffset At, DeliveryState State, int Attempts, DateTimeOffset? NextAt,
    IReadOnlyList<TryView> Tries)
{
    /// <summary>What is seen of a delivery.</summary>
    public static DeliveryView Of(WebhookDelivery delivery) => new(
        delivery.DeliveryId, delivery.MessageId, delivery.Event, delivery.At, delivery.State, delivery.Attempts, delivery.DueAt,
        [.. delivery.Tries.Select(attempt => new TryView(attempt.At, attempt.Status, attempt.Fault, attempt.Milliseconds))]);
}

/// <summary>One attempt.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Fault">What went wrong; null for nothing.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record TryView(DateTimeOffset At, int? Status, WebhookFault? Fault, int Milliseconds);

/// <summary>A page of deliveries.</summary>
/// <param name="Deliveries">The latest event first.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries);

/// <summary>A delivery with what was sent.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Payload">The body, byte for byte as it was signed.</param>
public sealed record DeliveryDetails(DeliveryView Delivery, string Payload);
