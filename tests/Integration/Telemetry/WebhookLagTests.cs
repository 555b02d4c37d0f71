using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QNom.Partners;
using QNom.Partners.Webhooks;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Partners.Webhooks;

namespace QNom.Tests.Integration.Telemetry;

/// <summary>How late webhooks are, those that come and those that go, is measured when they have arrived.</summary>
[Collection(nameof(TelemetryCloud))]
public sealed class WebhookLagTests(TelemetryCloud cloud)
{
    [Fact]
    public async Task Of_a_payments_webhook_from_its_arrival_until_it_is_applied()
    {
        // Of no payment of ours: it is read, and there is nothing to do.
        const string body = """{"id":"evt_lag","object":"event","api_version":"2026-01-28","created":1764000000,"type":"payment_intent.succeeded","data":{"object":{"id":"pi_lag","object":"payment_intent","amount":500,"currency":"sgd","status":"succeeded","metadata":{}}},"livemode":false,"pending_webhooks":1}""";
        var signature = Stripe.EventUtility.GenerateSignatureHeader(
            body, cloud.Cloud.Payments.Settings["STRIPE_WEBHOOK_SECRETS"]!, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var answer = await cloud.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();

        await ToldAsync("qnom.payments.webhook_lag", "\"source\":\"stripe\"");
    }

    [Fact]
    public async Task Of_a_partners_webhook_from_the_event_until_the_partners_system_took_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var services = cloud.Cloud.Functions.Services;
        var partner = Guid.NewGuid().ToString("N")[..16];
        await services.GetRequiredService<PartnerStore>().CreateAsync(
            new Partner { PartnerId = partner, Name = "Tian Tian", CreatedAt = DateTimeOffset.UtcNow }, CancellationToken.None);
        var issued = await services.GetRequiredService<WebhookDesk>().CreateAsync(
            partner, new WebhookBody(receiver.Url()), WebhookDatabase.NewEffect(), CancellationToken.None);
        await services.GetRequiredService<WebhookTrials>().VerifyAsync(partner, issued.Details.WebhookId, CancellationToken.None);

        await services.GetRequiredService<WebhookAnnouncer>().AnnounceAsync(
            partner, new WebhookNews("order-lag-1", "order.paid", DateTimeOffset.UtcNow.AddSeconds(-10), new { Number = 12 }), CancellationToken.None);

        var told = await ToldAsync("qnom.webhooks.lag", "\"outcome\":\"delivered\"");
        Assert.InRange(JsonSerializer.Deserialize<JsonElement>(told).GetProperty("value").GetProperty("sum").GetDouble(), 10, 100);
    }

    private async Task<string> ToldAsync(string metric, string tag)
    {
        string? found = null;
        await Probe.UntilAsync(
            () => (found = cloud.Told.LastOrDefault(line => line.Contains(metric, StringComparison.Ordinal) && line.Contains(tag, StringComparison.Ordinal))) is not null,
            $"{metric} is not told");
        return found!;
    }
}
