using System.Text.Json.Serialization;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Partners.Webhooks;

/// <summary>Something that an endpoint is to be told, and how far that came. One per event and endpoint.</summary>
public sealed record WebhookDelivery : IStoredDocument
{
    // As long as anyone looks for what went wrong.
    private const int KeptForSeconds = 30 * 24 * 60 * 60;

    // All attempts of a round, and of one before it.
    private const int MostTries = 2 * RetryTable.Attempts;

    /// <inheritdoc/>
    public static string CurrentSchema => "webhook-delivery/1";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string PartnerId { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The endpoint.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Its id among those of the endpoint: the latest event sorts first.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>What <c>webhook-id</c> says: the same for every attempt and every endpoint.</summary>
    public required string MessageId { get; init; }

    /// <summary>What kind of event.</summary>
    public required string Event { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The body, byte for byte the same for every attempt.</summary>
    public required string Payload { get; init; }

    /// <summary>How far it came.</summary>
    public DeliveryState State { get; init; } = DeliveryState.Pending;

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of them were before it was last sent anew.</summary>
    public int Before { get; init; }

    /// <summary>The last attempts, in order.</summary>
    public IReadOnlyList<WebhookTry> Tries { get; init; } = [];

    /// <summary>Not to be tried before, UTC.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Until when an attempt is taken to be under way, UTC.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>Seconds until it is deleted.</summary>
    public int Ttl { get; init; } = KeptForSeconds;

    /// <summary>How many attempts there were since it was last sent anew.</summary>
    [JsonIgnore]
    public int AttemptsOfRound => Attempts - Before;

    /// <summary>The delivery of news to an endpoint.</summary>
    public static WebhookDelivery Of(string partnerId, WebhookEndpoint endpoint, WebhookNews news)
    {
        var deliveryId = $"{NewestFirst.Prefix(news.At)}-{news.MessageId}";
        return new WebhookDelivery
        {
            Id = IdOf(endpoint.WebhookId, deliveryId),
            PartnerId = partnerId,
            WebhookId = endpoint.WebhookId,
            DeliveryId = deliveryId,
            MessageId = news.MessageId,
            Event = news.Type,
            At = news.At,
            Payload = news.Payload(),
        };
    }

    /// <summary>The document's id.</summary>
    public static string IdOf(string webhookId, string deliveryId) => $"delivery:{webhookId}:{deliveryId}";

    /// <summary>The same after an attempt.</summary>
    public WebhookDelivery After(WebhookTry attempt)
    {
        var (attempts, wait) = (Attempts + 1, RetryTable.After(Attempts + 1 - Before));
        var state = attempt.Succeeded ? DeliveryState.Delivered
            : attempt.IsGone || wait is null ? DeliveryState.Failed
            : DeliveryState.Pending;
        return this with
        {
            Attempts = attempts,
            State = state,
            Tries = [.. Tries.Append(attempt).TakeLast(MostTries)],
            DueAt = state == DeliveryState.Pending ? attempt.At + Longer(wait!.Value, attempt.RetryAfter) : null,
            ClaimedUntil = null,
        };
    }

    /// <summary>The same to be tried anew, as often as at first.</summary>
    public WebhookDelivery Again(DateTimeOffset now) =>
        this with { State = DeliveryState.Pending, Before = Attempts, DueAt = now, ClaimedUntil = null };

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}

/// <summary>How far a delivery came.</summary>
public enum DeliveryState
{
    /// <summary>It is tried, or will be.</summary>
    Pending,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>All attempts failed, or the endpoint is gone.</summary>
    Failed,

    /// <summary>The endpoint was paused or disabled before it arrived.</summary>
    Dropped,
}

/// <summary>One attempt.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Fault">What went wrong; null for nothing.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="RetryAfter">How long the endpoint wants to be left alone; at most a day.</param>
public sealed record WebhookTry(
    DateTimeOffset At, int? Status, WebhookFault? Fault, int Milliseconds, TimeSpan? RetryAfter = null)
{
    private const int StatusGone = 410;

    /// <summary>Whether it arrived.</summary>
    [JsonIgnore]
    public bool Succeeded => Fault is null;

    /// <summary>Whether the endpoint says that it is no more.</summary>
    [JsonIgnore]
    public bool IsGone => Status == StatusGone;
}

/// <summary>What can go wrong with an attempt.</summary>
public enum WebhookFault
{
    /// <summary>The answer was none of 200 to 299; what leads elsewhere is not followed.</summary>
    Status,

    /// <summary>There was no answer in time.</summary>
    Timeout,

    /// <summary>There was no connection, or none that could be trusted.</summary>
    Connection,

    /// <summary>The name leads to an address that is not public: nothing was sent.</summary>
    Address,

    /// <summary>The answer to the challenge was another.</summary>
    Challenge,
}
