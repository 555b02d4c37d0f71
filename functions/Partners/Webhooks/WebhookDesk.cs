using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Partners.Webhooks;

/// <summary>Keeps partners' endpoints and their secrets.</summary>
public sealed class WebhookDesk(
    WebhookStore store, PartnerStore partners, EndpointSecrets secrets, Settings settings, TimeProvider time)
{
    /// <summary>Creates an endpoint. It is told nothing before it is verified. Its secret is in the answer, and nowhere else.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such partner; 409: it has too many.</exception>
    public async Task<IssuedWebhook> CreateAsync(string partnerId, WebhookBody body, Effect effect, CancellationToken cancellationToken)
    {
        body.Validate(settings.WebhooksToLoopback);
        _ = await partners.FindAsync(partnerId, cancellationToken) ?? throw Onboarding.NotFound();
        var (id, now, secret) = (PartnerIds.Of(effect), time.GetUtcNow(), secrets.Make(effect.Nonce));
        var endpoint = Changed(
            new WebhookEndpoint { WebhookId = id, Url = body.Url, CreatedAt = now, Secrets = [secrets.Seal(secret, id, id, now)] }, body);
        var list = await store.ChangeAsync(
            partnerId,
            list => list.Find(id) is not null
                ? null
                : list with { Endpoints = Onboarding.Full("webhooks", WebhookList.Most, [.. list.Endpoints, endpoint]) },
            cancellationToken);
        return new IssuedWebhook(secret, WebhookView.Of(list.Find(id)!, now));
    }

    /// <summary>A partner's endpoints.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task<WebhookListView> ListAsync(string partnerId, CancellationToken cancellationToken)
    {
        _ = await partners.FindAsync(partnerId, cancellationToken) ?? throw Onboarding.NotFound();
        var now = time.GetUtcNow();
        return new WebhookListView(
            [.. (await store.FindAsync(partnerId, cancellationToken)).Endpoints.Select(endpoint => WebhookView.Of(endpoint, now))]);
    }

    /// <summary>An endpoint.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint.</exception>
    public async Task<WebhookEndpoint> FindAsync(string partnerId, string webhookId, CancellationToken cancellationToken) =>
        (await store.FindAsync(partnerId, cancellationToken)).Find(webhookId) ?? throw NotFound();

    /// <summary>Changes an endpoint that is as its editor saw it. Another address must be verified anew.</summary>
    /// <exception cref="ProblemException">400; 404; 412: it has changed meanwhile.</exception>
    public Task<WebhookEndpoint> ChangeAsync(
        string partnerId, string webhookId, WebhookBody body, IfMatch seen, CancellationToken cancellationToken)
    {
        body.Validate(settings.WebhooksToLoopback);
        return ChangeAsync(partnerId, webhookId, endpoint =>
        {
            seen.Require(endpoint.Revision);
            var changed = Changed(endpoint with { Revision = endpoint.Revision + 1 }, body);
            return changed.Url == endpoint.Url
                ? changed
                : changed with { VerifiedAt = null, Disabled = null, DisabledAt = null, FailingSince = null };
        }, cancellationToken);
    }

    /// <summary>Deletes an endpoint: what was not delivered is not delivered any more.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint.</exception>
    public async Task DeleteAsync(string partnerId, string webhookId, CancellationToken cancellationToken) =>
        await store.ChangeAsync(
            partnerId,
            list => list with { Endpoints = [.. list.Endpoints.Except([list.Find(webhookId) ?? throw NotFound()])] },
            cancellationToken);

    /// <summary>Makes a new secret. The one before it signs as well for a while, so that nothing is refused meanwhile; others end.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such endpoint.</exception>
    public async Task<IssuedWebhook> RotateAsync(
        string partnerId, string webhookId, RotationBody body, Effect effect, CancellationToken cancellationToken)
    {
        var (secretId, now, secret) = (PartnerIds.Of(effect), time.GetUtcNow(), secrets.Make(effect.Nonce));
        var rotated = await ChangeAsync(partnerId, webhookId, endpoint =>
        {
            var newest = endpoint.Secrets[0];
            if (newest.SecretId == secretId)
                return endpoint;
            var before = newest with { EndsAt = now.AddHours(body.OverlapHours) };
            return endpoint with
            {
                Revision = endpoint.Revision + 1,
                Secrets = [secrets.Seal(secret, webhookId, secretId, now), .. body.OverlapHours > 0 ? [before] : (SealedSecret[])[]],
            };
        }, cancellationToken);
        return new IssuedWebhook(secret, WebhookView.Of(rotated, now));
    }

    /// <summary>Changes an endpoint.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint.</exception>
    internal async Task<WebhookEndpoint> ChangeAsync(
        string partnerId, string webhookId, Func<WebhookEndpoint, WebhookEndpoint> change, CancellationToken cancellationToken)
    {
        var list = await store.ChangeAsync(partnerId, list =>
        {
            var endpoint = list.Find(webhookId) ?? throw NotFound();
            var changed = change(endpoint);
            return ReferenceEquals(changed, endpoint) ? null : list.With(changed);
        }, cancellationToken);
        return list.Find(webhookId) ?? throw NotFound();
    }

    /// <summary>404: there is no such endpoint.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("webhook");

    private static WebhookEndpoint Changed(WebhookEndpoint endpoint, WebhookBody body) =>
        endpoint with { Url = body.Url, Events = body.Events, Label = body.Label, Paused = body.Paused };
}
