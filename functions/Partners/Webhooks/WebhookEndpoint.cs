using System.Text.Json.Serialization;
using QNom.Platform.Cosmos;

namespace QNom.Partners.Webhooks;

/// <summary>
/// A partner's endpoints, in one document, so that what is to be told costs one point read and their number keeps its limit.
/// </summary>
public sealed record WebhookList : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "webhooks/1";

    /// <summary>The id in its partition.</summary>
    public const string DocumentId = "endpoints";

    /// <summary>The most endpoints of a partner.</summary>
    public const int Most = 10;

    /// <inheritdoc/>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition.</summary>
    public required string PartnerId { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The endpoints, the oldest first.</summary>
    public IReadOnlyList<WebhookEndpoint> Endpoints { get; init; } = [];

    /// <summary>An endpoint; null if there is none of this id.</summary>
    public WebhookEndpoint? Find(string webhookId) => Endpoints.FirstOrDefault(endpoint => endpoint.WebhookId == webhookId);

    /// <summary>The same with another in the place of the one that has its id.</summary>
    public WebhookList With(WebhookEndpoint changed) =>
        this with { Endpoints = [.. Endpoints.Select(endpoint => endpoint.WebhookId == changed.WebhookId ? changed : endpoint)] };
}

/// <summary>Where a partner's system wants to be told of things.</summary>
public sealed record WebhookEndpoint
{
    /// <summary>Its id.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Where it is: see <see cref="WebhookUrl"/>.</summary>
    public required string Url { get; init; }

    /// <summary>What it is told of; null for everything, and for what will come to be.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What the partner calls it; null for nothing.</summary>
    public string? Label { get; init; }

    /// <summary>Counts the changes that people make, from 1.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its secrets, the newest first: two while one replaces the other.</summary>
    public required IReadOnlyList<SealedSecret> Secrets { get; init; }

    /// <summary>When whoever is there said that it wants to be told, UTC; null if it has not.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Whether the partner wants nothing to be sent for now.</summary>
    public bool Paused { get; init; }

    /// <summary>Why we send nothing any more; null if we do.</summary>
    public DisabledReason? Disabled { get; init; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When the first attempt failed after which none succeeded, UTC; null if the last one did.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Whether it is told anything, and if not, why.</summary>
    [JsonIgnore]
    public WebhookState State =>
        VerifiedAt is null ? WebhookState.Unverified
        : Disabled is not null ? WebhookState.Disabled
        : Paused ? WebhookState.Paused
        : WebhookState.Active;

    /// <summary>Whether it is told of such an event now.</summary>
    public bool Takes(string type) => State == WebhookState.Active && (Events is null || Events.Contains(type));
}

/// <summary>Whether an endpoint is told anything.</summary>
public enum WebhookState
{
    /// <summary>Not yet: whoever is there has not said that it wants to be.</summary>
    Unverified,

    /// <summary>It is.</summary>
    Active,

    /// <summary>Not for now, as the partner wishes.</summary>
    Paused,

    /// <summary>Not any more, until it is verified again.</summary>
    Disabled,
}

/// <summary>Why we send nothing any more.</summary>
public enum DisabledReason
{
    /// <summary>It answered 410: it is gone, and says so.</summary>
    Gone,

    /// <summary>Something was tried as often as it is, and nothing else arrived meanwhile either.</summary>
    Failing,
}

/// <summary>A secret as it is stored.</summary>
/// <param name="SecretId">What it is told apart by; says nothing of it.</param>
/// <param name="Seal">The secret, encrypted; see <see cref="EndpointSecrets"/>.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="EndsAt">Until when it signs besides a newer one, UTC; null for the newest.</param>
public sealed record SealedSecret(string SecretId, byte[] Seal, DateTimeOffset MadeAt, DateTimeOffset? EndsAt = null);
