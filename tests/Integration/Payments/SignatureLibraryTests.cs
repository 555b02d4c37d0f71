using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using QNom.Local;
using QNom.Payments.Webhooks;
using QNom.Platform;

namespace QNom.Tests.Integration.Payments;

/// <summary>What the senders' own libraries sign is believed, for as long as it may be; the libraries are npm packages in <c>node/</c>.</summary>
public sealed class SignatureLibraryTests
{
    private const string StripeSecret = "whsec_test_of_the_library", StandardSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Body = "{\"id\":\"evt_1\",\"name\":\"鸡饭 ✓\"}";

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);
    private static readonly NodeProject Node = new(Path.Combine(Checkout.Root, "tests", "Integration", "Payments", "node"));

    [Fact]
    public async Task What_the_libraries_of_Stripe_and_of_Standard_Webhooks_sign_is_believed_for_299_seconds_and_refused_after_301()
    {
        var ages = new[] { 0, 299, -299, 301, -301 };
        var asked = ages.SelectMany(age => (object[])
        [
            new { sender = "stripe", secret = StripeSecret, at = (Now.ToUnixTimeSeconds() - age), body = Body },
            new { sender = "standard", secret = StandardSecret, id = "msg_1", at = (Now.ToUnixTimeSeconds() - age), body = Body },
        ]);
        var signed = JsonSerializer.Deserialize<Dictionary<string, string>[]>(await Node.RunAsync("sign.mjs", JsonSerializer.Serialize(asked)))!;

        var older = "whsec_older"u8.ToArray();
        foreach (var (index, age) in ages.Index())
        {
            var expected = Math.Abs(age) < 300 ? SignatureVerdict.Valid : SignatureVerdict.OutsideWindow;
            // Two secrets, as during a rotation; the second one signed.
            Assert.Equal(expected, StripeSignature.Verify(Webhook(signed[index * 2]), new WebhookSecrets([older, Encoding.UTF8.GetBytes(StripeSecret)]), Now));
            Assert.Equal(expected, StandardSignature.Verify(Webhook(signed[(index * 2) + 1]), new WebhookSecrets([older, StandardWebhook.Key(StandardSecret)]), Now));
        }

        Assert.Equal(SignatureVerdict.Mismatch, StripeSignature.Verify(Webhook(signed[0]), new WebhookSecrets([older]), Now));
        Assert.Equal(SignatureVerdict.Mismatch, StandardSignature.Verify(Webhook(signed[1]), new WebhookSecrets([older]), Now));
    }

    private static IncomingWebhook Webhook(Dictionary<string, string> headers) => new(
        Encoding.UTF8.GetBytes(Body), headers.ToDictionary(header => header.Key, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase), "application/json");
}
